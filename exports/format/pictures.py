"""A picture in a Word paper, as DrawingML text."""

from struct import unpack
from xml.sax.saxutils import quoteattr

from exports.format.xml import picture_key, xml_text

_EMU = 635
"""English Metric Units in a twip."""
_NAMES = "http://schemas.openxmlformats.org/"


def drawing(png: bytes, number: int, told: str, width: int) -> str:
    """A run with the picture of that number in the file, ``width`` twips wide; ``told`` for those who do not see it."""
    wide, high = unpack(">II", png[16:24])
    size = f'cx="{width * _EMU}" cy="{width * _EMU * high // wide}"'
    properties = f'id="{number}" name="Hình {number}" descr={quoteattr(xml_text(told))}'
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_NAMES}drawingml/2006/wordprocessingDrawing"><wp:extent {size}/>'
        f'<wp:docPr {properties}/><a:graphic xmlns:a="{_NAMES}drawingml/2006/main">'
        f'<a:graphicData uri="{_NAMES}drawingml/2006/picture">'
        f'<pic:pic xmlns:pic="{_NAMES}drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr {properties}/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip xmlns:r="{_NAMES}officeDocument/2006/relationships" '
        f'r:embed="{picture_key(number)}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
