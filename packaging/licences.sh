#!/bin/sh
# licences.sh FOLDER: writes there the licences of every package that the program is shipped with.
set -eu
cd "$(dirname "$0")/.."
folder=$1

normal() { tr 'A-Z_.' 'a-z--'; }

wanted=$(sed -n 's/^\([A-Za-z0-9_.-]*\)==.*/\1/p' packaging/requirements.lock | normal)
for information in .venv/lib/python3*/site-packages/*.dist-info; do
    package=$(basename "$information" .dist-info)
    short=$(printf '%s' "${package%%-*}" | normal)
    printf '%s\n' "$wanted" | grep -qxF "$short" || continue
    find "$information" -type f \( -iname 'licen[cs]e*' -o -iname 'copying*' -o -iname 'notice*' -o -path '*/licenses/*' \) |
        while read -r file; do
            install -d "$folder/$package"
            install -m 644 "$file" "$folder/$package/"
        done
done

# Qt, PySide6 and shiboken6 come without a text; they are under the LGPL, which rests on the GPL.
for text in LGPL-3 GPL-3; do
    install -d "$folder/Qt-PySide6-shiboken6"
    install -m 644 "/usr/share/common-licenses/$text" "$folder/Qt-PySide6-shiboken6/"
done
