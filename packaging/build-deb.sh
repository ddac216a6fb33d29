#!/bin/sh
# Makes dist/counterpoint (one folder that needs no Python), and of it dist/counterpoint_VERSION_ARCHITECTURE.deb and
# .tar.xz. Called by `make package`. They run where the C library is as new as on the system they are made on.
set -eu
cd "$(dirname "$0")/.."

for tool in dpkg-deb objdump strip xz; do
    command -v "$tool" >/dev/null 2>&1 || {
        echo "$tool is missing. As root: apt-get install -y dpkg binutils xz-utils" >&2
        exit 1
    }
done

version=$(.venv/bin/python -c 'import counterpoint; print(counterpoint.__version__)')
architecture=$(dpkg --print-architecture)
libc=$(getconf GNU_LIBC_VERSION | cut -d' ' -f2)
name=counterpoint_${version}_$architecture

rm -rf build/pyinstaller build/deb dist/counterpoint "dist/$name.deb" "dist/$name.tar.xz"
.venv/bin/python -m PyInstaller packaging/counterpoint.spec --noconfirm --log-level WARN \
    --workpath build/pyinstaller --distpath dist
find dist/counterpoint -name __pycache__ -type d -prune -exec rm -rf {} +

# What is only loaded when asked for must be in it: every format is written, and read, once.
tried=build/tried
rm -rf "$tried" && mkdir -p "$tried"
dist/counterpoint/counterpoint --library "$tried/library.counterpoint" starter >/dev/null
for format in docx pdf html md; do
    dist/counterpoint/counterpoint brief "Who Pays the Bill" --library "$tried/library.counterpoint" -o "$tried/brief.$format" >/dev/null
done
dist/counterpoint/counterpoint compare "A Fence Teaches Climbing" --library "$tried/library.counterpoint" \
    --html "$tried/review.html" --docx "$tried/review.docx" >/dev/null
dist/counterpoint/counterpoint export --library "$tried/library.counterpoint" --format refi -o "$tried/all.qdpx" 2>/dev/null >&2
printf '{\\rtf1 Steel is dear.}' >"$tried/steel.rtf"
for file in brief.docx brief.pdf brief.html brief.md steel.rtf all.qdpx; do
    dist/counterpoint/counterpoint import "$tried/$file" --library "$tried/read.counterpoint" --text-only >/dev/null
done

install -m 644 LICENSE dist/counterpoint/
sh packaging/licences.sh dist/counterpoint/licences

root=build/deb
install -d "$root/DEBIAN" "$root/usr/lib" "$root/usr/bin" "$root/usr/share/applications" \
    "$root/usr/share/icons/hicolor/scalable/apps" "$root/usr/share/doc/counterpoint"
cp -R dist/counterpoint "$root/usr/lib/counterpoint"
ln -s ../lib/counterpoint/counterpoint "$root/usr/bin/counterpoint"
install -m 644 packaging/counterpoint.desktop "$root/usr/share/applications/"
install -m 644 resources/icons/counterpoint.svg "$root/usr/share/icons/hicolor/scalable/apps/"
install -m 644 LICENSE "$root/usr/share/doc/counterpoint/copyright"
cat >"$root/DEBIAN/control" <<END
Package: counterpoint
Version: $version
Architecture: $architecture
Section: education
Priority: optional
Installed-Size: $(du -sk "$root/usr" | cut -f1)
Depends: libc6 (>= $libc), libegl1, libgl1, libxkbcommon0, libfontconfig1, libdbus-1-3, libglib2.0-0 | libglib2.0-0t64, libxcb-cursor0, libxcb-icccm4, libxcb-keysyms1, libxcb-shape0, libxkbcommon-x11-0
Maintainer: Counterpoint contributors <counterpoint@localhost>
Description: read an essay, tag it, answer it, offline
 Tag the claims, evidence and rhetoric of an essay, link counterarguments to
 them and find everything again. Nothing leaves the computer.
END
chmod -R u+w,go-w,a+rX "$root/usr"
dpkg-deb --root-owner-group -Zxz -z3 --build "$root" "dist/$name.deb" >/dev/null
XZ_OPT="-3 -T0" tar -C dist --owner=0 --group=0 --numeric-owner -cJf "dist/$name.tar.xz" counterpoint
ls -sh "dist/$name.deb" "dist/$name.tar.xz"
