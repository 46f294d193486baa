"""What LibreOffice makes of a spreadsheet: the text of each cell it shows, and its first pages as PDF.

Run by the fidelity benchmark, which talks to it in lines of JSON: {"file": ..., "pdf": ...} in,
{"sheets": [{"name": ..., "rows": [[...], ...]}], "pdf": true} or {"error": ...} out. Judges nothing.
"""

import csv
import json
import os
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.document.MacroExecMode import NEVER_EXECUTE

MOST_CELLS = 2_000_000


def prop(name, value):
    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


def start(folder):
    """A LibreOffice of its own, with a profile that nothing else uses."""
    pipe = f"foi-gate-{os.getpid()}"
    office = subprocess.Popen(
        ["soffice", "--headless", "--invisible", "--norestore", "--nologo", "--nodefault",
         f"-env:UserInstallation=file://{folder}/profile", f"--accept=pipe,name={pipe};urp;"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            break
        except Exception:
            time.sleep(0.5)
    else:
        raise SystemExit("LibreOffice does not answer")
    return office, context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)


def visible(sheet):
    """The rows and columns that are shown, within the used area."""
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    last = cursor.RangeAddress
    if (last.EndRow + 1) * (last.EndColumn + 1) > MOST_CELLS:
        raise ValueError("too many cells to compare")
    used = sheet.getCellRangeByPosition(0, 0, last.EndColumn, last.EndRow)
    rows, columns = set(), set()
    for part in used.queryVisibleCells().RangeAddresses:
        rows.update(range(part.StartRow, part.EndRow + 1))
        columns.update(range(part.StartColumn, part.EndColumn + 1))
    return rows, columns


def texts(document, folder):
    """The text that each visible cell shows, sheet by sheet; rows and columns that are hidden are left out."""
    sheets = []
    for index in range(document.Sheets.Count):
        sheet = document.Sheets.getByIndex(index)
        if not sheet.IsVisible:
            continue
        rows, columns = visible(sheet)
        target = os.path.join(folder, "cells.csv")
        # Fields as shown, all sheets one by one: the last token is the number of the sheet.
        options = f"44,34,76,1,,0,false,true,false,false,false,{index + 1}"
        document.storeToURL("file://" + target, (prop("FilterName", "Text - txt - csv (StarCalc)"), prop("FilterOptions", options)))
        made = [name for name in os.listdir(folder) if name.startswith("cells") and name.endswith(".csv")]
        path = os.path.join(folder, made[0])
        with open(path, encoding="utf-8", newline="") as handle:
            kept = [[field for at, field in enumerate(row) if at in columns]
                    for number, row in enumerate(csv.reader(handle)) if number in rows]
        for name in made:
            os.unlink(os.path.join(folder, name))
        sheets.append({"name": sheet.Name, "rows": kept})
    return sheets


def main():
    csv.field_size_limit(1 << 30)
    with tempfile.TemporaryDirectory() as folder:
        office, desktop = start(folder)
        print(json.dumps({"ready": True}), flush=True)
        for line in sys.stdin:
            asked = json.loads(line)
            document = None
            try:
                document = desktop.loadComponentFromURL(
                    uno.systemPathToFileUrl(asked["file"]), "_blank", 0,
                    (prop("Hidden", True), prop("MacroExecutionMode", NEVER_EXECUTE), prop("UpdateDocMode", 0)))
                if document is None or not document.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
                    raise ValueError("LibreOffice does not open it as a spreadsheet")
                answer = {"sheets": texts(document, folder)}
                if asked.get("pdf"):
                    pages = uno.Any("[]com.sun.star.beans.PropertyValue", (prop("PageRange", asked["pages"]),))
                    document.storeToURL("file://" + asked["pdf"], (prop("FilterName", "calc_pdf_Export"), prop("FilterData", pages)))
            except Exception as error:
                answer = {"error": f"{type(error).__name__}: {str(error)[:200]}"}
            if document is not None:
                try:
                    document.close(True)
                except Exception:
                    pass
            print(json.dumps(answer), flush=True)
        office.terminate()


main()
