"""The window: PySide6. Draws and asks; every number comes from `engine`."""

import builtins
import linecache

import PySide6.QtCore  # noqa: F401 – it is what replaces `import`

# PySide replaces `import` by one that reads the source of whatever is imported, in search of
# modules that want its `__feature__`s, and keeps it all: 14 MB, a sixth of the start. None does.
_names = vars(builtins)
if builtins.__import__ is _names.get("__feature_import__"):
    builtins.__import__ = _names["__orig_import__"]
    linecache.clearcache()
