"""How things look, apart from where they stand: what the diagram, the slides and the panels share.

A layout is plain data (`primitives`); `painter` is the only module that puts it on a device.
"""
