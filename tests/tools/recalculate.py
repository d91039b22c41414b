"""Have LibreOffice compute a spreadsheet anew, and read what it gives.

`python tests/tools/recalculate.py FILE.xlsx` prints every number as LibreOffice computes it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl


def office() -> str | None:
    """The program, where it is installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def recalculated(path: Path, program: str) -> dict[str, object]:
    """The values of all cells of the first sheet, by address, computed by LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        subprocess.run(
            [program, profile, "--headless", "--convert-to", "ods", "--outdir", folder, str(path)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        ods = Path(folder) / f"{path.stem}.ods"
        subprocess.run(
            [program, profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
             "--outdir", f"{folder}/out", str(ods)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        book = openpyxl.load_workbook(Path(folder) / "out" / path.name, data_only=True)
        page = book.worksheets[0]
        return {cell.coordinate: cell.value for row in page.iter_rows() for cell in row}


if __name__ == "__main__":
    tool = office()
    if tool is None:
        sys.exit("LibreOffice is not installed")
    for address, value in recalculated(Path(sys.argv[1]), tool).items():
        if value is not None:
            print(address, value)
