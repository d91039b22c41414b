"""Text as XML may hold it: files with any other character are refused by the programs they are for.

A word can have such a character (U+FFFE): a person may paste anything.
"""

from __future__ import annotations

import re

#: All that is not a Char of XML 1.0 (fifth edition, section 2.2).
_NO_CHARACTER = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """The text without what XML cannot hold."""
    return _NO_CHARACTER.sub("", text)
