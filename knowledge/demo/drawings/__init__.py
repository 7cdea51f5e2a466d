"""The demo's pictures, drawn by the project's own code when the demo is first loaded."""

from knowledge.demo.drawings.diagrams import DIAGRAMS
from knowledge.demo.drawings.pictures import Picture
from knowledge.demo.drawings.tool_pictures import TOOL_PICTURES

PICTURES: dict[str, Picture] = {picture.key: picture for picture in (*DIAGRAMS, *TOOL_PICTURES)}

__all__ = ["PICTURES", "Picture"]
