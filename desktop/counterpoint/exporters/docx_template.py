"""What is the same in every brief as DOCX: the styles that debaters' tools look for, and the settings.

Tools find cards by the ids of these styles, so nothing in a brief may name a style that is not here.
Sizes (`sz`) are half-points, lengths twentieths of a point, borders' widths eighths of a point.
"""

from functools import cache
from io import BytesIO
from typing import Final
from zipfile import ZipFile

import docx
from lxml import etree

from counterpoint.exporters.docx_xml import W

STYLES: Final = f"""
<w:styles xmlns:w="{W}">
  <w:docDefaults>
    <w:rPrDefault><w:rPr>
      <w:rFonts w:ascii="Calibri" w:eastAsia="DengXian" w:hAnsi="Calibri" w:cs="Arial"/>
      <w:sz w:val="22"/><w:szCs w:val="22"/>
      <w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>
    </w:rPr></w:rPrDefault>
    <w:pPrDefault/>
  </w:docDefaults>
  <w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1"
    w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>
  <w:style w:type="paragraph" w:default="1" w:styleId="Normal">
    <w:name w:val="Normal"/><w:aliases w:val="Normal/Card"/><w:qFormat/>
    <w:pPr><w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr>
    <w:rPr>
      <w:rFonts w:ascii="Calibri" w:eastAsia="DengXian" w:hAnsi="Calibri" w:cs="Arial"/>
      <w:sz w:val="22"/><w:szCs w:val="22"/>
    </w:rPr>
  </w:style>
  <w:style w:type="paragraph" w:styleId="Heading1">
    <w:name w:val="heading 1"/><w:aliases w:val="Pocket"/>
    <w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:uiPriority w:val="1"/><w:qFormat/>
    <w:pPr>
      <w:keepNext/><w:keepLines/><w:pageBreakBefore/>
      <w:pBdr>
        <w:top w:val="single" w:sz="24" w:space="1" w:color="auto"/>
        <w:left w:val="single" w:sz="24" w:space="4" w:color="auto"/>
        <w:bottom w:val="single" w:sz="24" w:space="1" w:color="auto"/>
        <w:right w:val="single" w:sz="24" w:space="4" w:color="auto"/>
      </w:pBdr>
      <w:spacing w:before="240" w:after="0"/><w:jc w:val="center"/><w:outlineLvl w:val="0"/>
    </w:pPr>
    <w:rPr><w:b/><w:bCs/><w:sz w:val="52"/><w:szCs w:val="52"/></w:rPr>
  </w:style>
  <w:style w:type="paragraph" w:styleId="Heading2">
    <w:name w:val="heading 2"/><w:aliases w:val="Hat"/>
    <w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:uiPriority w:val="2"/><w:qFormat/>
    <w:pPr>
      <w:keepNext/><w:keepLines/><w:pageBreakBefore/>
      <w:spacing w:before="40" w:after="0"/><w:jc w:val="center"/><w:outlineLvl w:val="1"/>
    </w:pPr>
    <w:rPr><w:b/><w:bCs/><w:sz w:val="44"/><w:szCs w:val="44"/><w:u w:val="double"/></w:rPr>
  </w:style>
  <w:style w:type="paragraph" w:styleId="Heading3">
    <w:name w:val="heading 3"/><w:aliases w:val="Block"/>
    <w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:uiPriority w:val="3"/><w:qFormat/>
    <w:pPr>
      <w:keepNext/><w:keepLines/><w:pageBreakBefore/>
      <w:spacing w:before="40" w:after="0"/><w:jc w:val="center"/><w:outlineLvl w:val="2"/>
    </w:pPr>
    <w:rPr><w:b/><w:bCs/><w:sz w:val="32"/><w:szCs w:val="32"/><w:u w:val="single"/></w:rPr>
  </w:style>
  <w:style w:type="paragraph" w:styleId="Heading4">
    <w:name w:val="heading 4"/><w:aliases w:val="Tag"/>
    <w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:uiPriority w:val="4"/><w:qFormat/>
    <w:pPr>
      <w:keepNext/><w:keepLines/>
      <w:spacing w:before="40" w:after="0"/><w:jc w:val="left"/><w:outlineLvl w:val="3"/>
    </w:pPr>
    <w:rPr><w:b/><w:bCs/><w:sz w:val="26"/><w:szCs w:val="26"/></w:rPr>
  </w:style>
  <w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">
    <w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/>
  </w:style>
  <w:style w:type="table" w:default="1" w:styleId="TableNormal">
    <w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>
    <w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>
      <w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>
      <w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>
    </w:tblCellMar></w:tblPr>
  </w:style>
  <w:style w:type="numbering" w:default="1" w:styleId="NoList">
    <w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/>
  </w:style>
  <w:style w:type="character" w:customStyle="1" w:styleId="Style13ptBold">
    <w:name w:val="Style 13 pt Bold"/><w:aliases w:val="Cite"/>
    <w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="5"/><w:qFormat/>
    <w:rPr><w:b/><w:bCs/><w:sz w:val="26"/><w:szCs w:val="26"/><w:u w:val="none"/></w:rPr>
  </w:style>
  <w:style w:type="character" w:customStyle="1" w:styleId="StyleUnderline">
    <w:name w:val="Style Underline"/><w:aliases w:val="Underline"/>
    <w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="6"/><w:qFormat/>
    <w:rPr>
      <w:b w:val="0"/><w:bCs w:val="0"/><w:sz w:val="22"/><w:szCs w:val="22"/><w:u w:val="single"/>
    </w:rPr>
  </w:style>
  <w:style w:type="character" w:styleId="Emphasis">
    <w:name w:val="Emphasis"/>
    <w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="7"/><w:qFormat/>
    <w:rPr>
      <w:b/><w:bCs/><w:i w:val="0"/><w:iCs w:val="0"/><w:sz w:val="22"/><w:szCs w:val="22"/>
      <w:u w:val="single"/>
    </w:rPr>
  </w:style>
  <w:style w:type="paragraph" w:customStyle="1" w:styleId="Analytic">
    <w:name w:val="Analytic"/>
    <w:basedOn w:val="Normal"/><w:uiPriority w:val="4"/><w:qFormat/>
    <w:pPr><w:outlineLvl w:val="3"/></w:pPr>
    <w:rPr><w:b/><w:bCs/><w:color w:val="1F3864"/><w:sz w:val="26"/><w:szCs w:val="26"/></w:rPr>
  </w:style>
</w:styles>
"""

SETTINGS: Final = f"""
<w:settings xmlns:w="{W}">
  <w:view w:val="web"/>
  <w:zoom w:percent="100"/>
  <w:defaultTabStop w:val="720"/>
  <w:compat>
    <w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>
    <w:compatSetting w:name="overrideTableStyleFontSizeAndJustification"
      w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>
    <w:compatSetting w:name="enableOpenTypeFeatures"
      w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>
    <w:compatSetting w:name="doNotFlipMirrorIndents"
      w:uri="http://schemas.microsoft.com/office/word" w:val="1"/>
  </w:compat>
</w:settings>
"""

_KEPT: Final = ("/styles", "/settings", "/comments", "/core-properties", "/officeDocument")
"""What the kinds of the relationships end with whose parts a brief has."""


@cache
def template() -> dict[str, bytes]:
    """The files of an empty brief by their names in the package.

    Those that a brief fills are there too: `word/document.xml`, `word/comments.xml`, `docProps/core.xml`.
    """
    empty = docx.Document()
    _ = empty.comments  # asking for them adds their part
    for relations in (empty.part.rels, empty.part.package.rels):
        for key, relation in list(relations.items()):
            if not relation.reltype.endswith(_KEPT):
                del relations[key]
    package = BytesIO()
    empty.save(package)
    with ZipFile(package) as files:
        parts = {name: files.read(name) for name in files.namelist()}
    parts["word/styles.xml"] = _compact(STYLES)
    parts["word/settings.xml"] = _compact(SETTINGS)
    return parts


def _compact(xml: str) -> bytes:
    """Without the blanks between elements: some readers take those for text."""
    root = etree.fromstring(xml, etree.XMLParser(remove_blank_text=True))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
