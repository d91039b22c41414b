"""The heat map with its heading: zoom, magnifier, and all heads side by side."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.appearance import Appearance
from gui.matrix.heatmap_view import HeatmapView
from gui.matrix.widgets import icon_button, text_button
from gui.matrix.zoom_buttons import ZoomButtons


class HeatPane(QWidget):
    """What stands right in a matrix window."""

    def __init__(self, heat: HeatmapView, appearance: Appearance) -> None:
        super().__init__()
        self._heat = heat
        self._appearance = appearance
        self.heading = QLabel()
        self.heading.setProperty("kind", "heading")
        self.all_heads = text_button("allHeadsButton")
        self.all_heads.setCheckable(True)
        self.all_heads.toggled.connect(heat.show_all_heads)
        self.magnifier = icon_button("magnifierButton", narrow=True)
        self.magnifier.setCheckable(True)
        self.magnifier.setChecked(heat.magnify)
        self.magnifier.toggled.connect(self._on_magnifier)
        self.zoom = ZoomButtons(appearance, "heat", with_pixels=True)
        self.zoom.steps.connect(heat.zoom_by)
        self.zoom.fit.connect(heat.fit)
        self.zoom.pixels.connect(heat.show_pixels)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.heading)
        row.addStretch(1)
        row.addWidget(self.all_heads)
        row.addWidget(self.magnifier)
        row.addWidget(self.zoom)
        column = QVBoxLayout(self)
        self._column = column
        self.set_alone(False)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(heat, 1)
        heat.all_heads_changed.connect(self.all_heads.setChecked)
        heat.all_heads_changed.connect(self.zoom.setDisabled)
        heat.table.modelReset.connect(self.refresh)
        appearance.changed.connect(self._restyle)
        self._restyle()
        self.retranslate()

    def set_alone(self, alone: bool) -> None:
        """Whether it has the window for itself: it keeps the margin at the left then."""
        self._column.setContentsMargins(24 if alone else 16, 4, 24, 10)

    def refresh(self) -> None:
        """All heads are offered where there are several."""
        several = self._heat.table.plane.heads > 1
        self.all_heads.setVisible(several)
        if not several:
            self._heat.show_all_heads(False)

    def _on_magnifier(self, on: bool) -> None:
        self._heat.magnify = on
        self._heat.magnifier.hide()

    def _restyle(self) -> None:
        self.magnifier.setIcon(self._appearance.icon("search"))

    def retranslate(self) -> None:
        """Write all texts in the language of now."""
        self.heading.setText(self.tr("Heat map"))
        self.all_heads.setText(self.tr("All heads"))
        self.all_heads.setAccessibleName(self.tr("All heads"))
        self.magnifier.setToolTip(self.tr("Magnifier: numbers around the pointer"))
        self.magnifier.setAccessibleName(self.tr("Magnifier: numbers around the pointer"))
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
