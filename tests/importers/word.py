"""Word files made by hand, part by part, for what no program writes on request."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PARTS = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes"}


def part(name: str, content: str, head: str = "") -> str:
    """A part with this root element."""
    return f"{_HEAD}{head}<w:{name} {NAMES}>{content}</w:{name}>"


def word(body: str, main: str = "word/document.xml", **parts: str) -> bytes:
    """A Word file with this content of its body. `parts` are those of styles, numbering, footnotes, endnotes,
    and `core`, by their content; a whole part begins with `<?xml`."""
    files = {
        "[Content_Types].xml": f"{_HEAD}<Types/>",
        "_rels/.rels": _relations({"officeDocument": main}),
        main: body if body.startswith("<?xml") else part("document", f"<w:body>{body}</w:body>"),
        f"word/_rels/{main.rpartition('/')[2]}.rels": _relations(
            {kind: f"{kind}.xml" for kind in parts if kind in _PARTS}
        ),
    }
    for kind, content in parts.items():
        name = "docProps/core.xml" if kind == "core" else f"word/{kind}.xml"
        files[name] = content if content.startswith("<?xml") else part(kind, content)
    return packed({name: content.encode() for name, content in files.items()})


def packed(files: dict[str, bytes]) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return made.getvalue()


def core(title: str, creator: str) -> str:
    """What a file says of itself."""
    return (
        f'{_HEAD}<c:coreProperties xmlns:c="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title>'
        f"<dc:creator>{creator}</dc:creator></c:coreProperties>"
    )


def r(text: str, look: str = "") -> str:
    """A run; `look` is the content of its properties."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*content: str, style: str = "", more: str = "") -> str:
    """A paragraph of runs, or of plain texts; `more` are further properties."""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    runs = (each if each.startswith("<") else r(each) for each in content)
    return f"<w:p><w:pPr>{styled}{more}</w:pPr>{''.join(runs)}</w:p>"


def style(id_: str, name: str = "", based: str = "", level: int | None = None, **more: str) -> str:
    """A style; `more` may have `kind`, `aliases`, and the contents of `run` and `paragraph` properties."""
    outline = f'<w:outlineLvl w:val="{level}"/>' if level is not None else ""
    aliases = f'<w:aliases w:val="{more["aliases"]}"/>' if "aliases" in more else ""
    based_on = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="{more.get("kind", "paragraph")}" w:styleId="{id_}"><w:name w:val="{name or id_}"/>'
        f"{aliases}{based_on}<w:pPr>{more.get('paragraph', '')}{outline}</w:pPr>"
        f"<w:rPr>{more.get('run', '')}</w:rPr></w:style>"
    )


def _relations(targets: dict[str, str]) -> str:
    each = "".join(
        f'<Relationship Id="r{at}" Type="{_RELATION}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets.items())
    )
    return (
        f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{each}</Relationships>"
    )
