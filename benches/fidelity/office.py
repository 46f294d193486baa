"""What LibreOffice makes of a spreadsheet: the text of each cell it shows, and its first pages as PDF.

Run by the fidelity benchmark, which talks to it in lines of JSON: {"file": ..., "pdf": ..., "leave_out": [...],
"cells": [[sheet, range], ...]} in,
{"sheets": [{"name": ..., "rows": [[...], ...]}], "pdf": true} or {"error": ...} out. Judges nothing.
"""

import csv
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import zipfile

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.document.MacroExecMode import NEVER_EXECUTE

MOST_CELLS = 2_000_000

# Seconds for one file, after which LibreOffice is taken to hang.
LONGEST = 90


# Days as they are written where requests are answered: a format may leave that to the program.
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>en-GB</value></prop></item>
</oor:items>
"""


def prop(name, value):
    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


class Office:
    """A LibreOffice of its own, with a profile that nothing else uses; one that died or hung is started again."""

    def __init__(self, folder):
        self.folder = folder
        self.starts = 0
        self.start()

    def start(self):
        self.starts += 1
        user = os.path.join(self.folder, f"profile-{self.starts}", "user")
        os.makedirs(user)
        with open(os.path.join(user, "registrymodifications.xcu"), "w", encoding="utf-8") as handle:
            handle.write(SETTINGS)
        pipe = f"foi-gate-{os.getpid()}-{self.starts}"
        self.process = subprocess.Popen(
            ["soffice", "--headless", "--invisible", "--norestore", "--nologo", "--nodefault",
             f"-env:UserInstallation=file://{self.folder}/profile-{self.starts}", f"--accept=pipe,name={pipe};urp;"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
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
        self.desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)

    def end(self):
        """Ends it and whatever it started."""
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()

    def answer(self, asked, work):
        """What `work` makes of a file; an error where LibreOffice dies or takes too long, and then a new one."""
        late = threading.Event()
        watch = threading.Timer(LONGEST, lambda: (late.set(), self.end()))
        watch.start()
        try:
            return work(self.desktop, asked, self.folder)
        except Exception as error:
            why = f"{type(error).__name__}: {str(error)[:200]}"
        finally:
            watch.cancel()
        dead = late.is_set() or "Disposed" in why or "RuntimeException" in why and "bridge" in why
        if dead or self.process.poll() is not None:
            why = f"LibreOffice was not done after {LONGEST} seconds" if late.is_set() else "LibreOffice fell over"
            self.end()
            self.start()
        return {"error": why}


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


# A formula whose result is stored with it.
FORMULA = re.compile(rb"<((?:\w+:)?)f\b(?:[^>]*/>|[^>]*>[^<]*</\1f\s*>)(?=\s*<\1v\b[^>]*>[^<])")

# What makes LibreOffice lay out a pivot table anew.
PIVOT = re.compile(rb"<Relationship\b[^>]*relationships/pivotTable\"[^>]*/>")


# What is said on each page, what is drawn on a sheet, and what holds its notes and controls.
PAGE_TEXT = re.compile(rb"<((?:\w+:)?)headerFooter\b(?:[^>]*/>|.*?</\1headerFooter\s*>)", re.S)
ANCHOR = re.compile(rb"<((?:\w+:)?)((?:twoCell|oneCell|absolute)Anchor)\b.*?</\1\2\s*>", re.S)
NOTES = re.compile(rb"<Relationship\b[^>]*relationships/(?:comments|threadedComment|vmlDrawing)\"[^>]*/>")
LEGACY = re.compile(rb"<(?:\w+:)?legacyDrawing\b[^>]*/>")
CONTROLS = re.compile(rb"<((?:\w+:)?)(controls|oleObjects)\b.*?</\1\2\s*>", re.S)

# Values, dates, texts and formulas of cells.
CONTENTS = 1 | 2 | 4 | 16


def sheet_less(data, leave_out):
    """A sheet without what is named."""
    if "page texts" in leave_out:
        data = PAGE_TEXT.sub(b"", data)
    if "comments" in leave_out or "drawn" in leave_out:
        data = LEGACY.sub(b"", data)
    return CONTROLS.sub(b"", data) if "drawn" in leave_out else data


def drawing_less(data, leave_out):
    """A drawing without its charts, or without all else."""
    def kept(found):
        name = "charts" if b"graphicFrame" in found[0] else "drawn"
        return b"" if name in leave_out else found[0]
    return ANCHOR.sub(kept, data)


def clear(document, cells):
    """Empties these cells, and those whose text is but a mark that something was withheld."""
    for name, cell_range in cells:
        if document.Sheets.hasByName(name):
            document.Sheets.getByName(name).getCellRangeByName(cell_range).clearContents(CONTENTS)
    for index in range(document.Sheets.Count if cells else 0):
        sheet = document.Sheets.getByIndex(index)
        search = sheet.createSearchDescriptor()
        search.SearchString = "[withheld"
        for found in (sheet.findAll(search) or ()):
            found.clearContents(CONTENTS)


def as_stored(file, folder, leave_out):
    """The file with the results that are stored in it, which LibreOffice would else reckon anew: those of formulas (some
    every time, such as today's date; others with error codes of its own) and the cells of pivot tables. The file itself
    where it has neither, or is no archive that Python reads. What else is not to count is named in `leave_out`."""
    target = os.path.join(folder, "stored" + os.path.splitext(file)[1])
    try:
        changed = False
        with zipfile.ZipFile(file) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
            for part in old.infolist():
                held = data = old.read(part)
                if re.search(r"worksheets/[^/]+\.xml$", part.filename, re.I):
                    data = sheet_less(FORMULA.sub(b"", held), leave_out)
                elif re.search(r"drawings/[^/]+\.xml$", part.filename, re.I):
                    data = drawing_less(held, leave_out)
                elif part.filename.lower().endswith(".rels"):
                    data = PIVOT.sub(b"", held)
                    data = NOTES.sub(b"", data) if "comments" in leave_out else data
                changed = changed or data != held
                new.writestr(part.filename, data)
        return target if changed else file
    except Exception:
        return file


def show(desktop, asked, folder):
    """The texts and the pages of one file."""
    file = as_stored(asked["file"], folder, asked["leave_out"])
    document = desktop.loadComponentFromURL(
        uno.systemPathToFileUrl(file), "_blank", 0,
        (prop("Hidden", True), prop("MacroExecutionMode", NEVER_EXECUTE), prop("UpdateDocMode", 0)))
    if document is None:
        raise ValueError("LibreOffice does not open it")
    try:
        if not document.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
            raise ValueError("LibreOffice does not open it as a spreadsheet")
        clear(document, asked["cells"])
        answer = {"sheets": texts(document, folder)}
        pages = uno.Any("[]com.sun.star.beans.PropertyValue", (prop("PageRange", asked["pages"]),))
        document.storeToURL(uno.systemPathToFileUrl(asked["pdf"]), (prop("FilterName", "calc_pdf_Export"), prop("FilterData", pages)))
        return answer
    finally:
        document.close(True)


def main():
    csv.field_size_limit(1 << 30)
    with tempfile.TemporaryDirectory() as folder:
        office = Office(folder)
        try:
            print(json.dumps({"ready": True}), flush=True)
            for line in sys.stdin:
                print(json.dumps(office.answer(json.loads(line), show)), flush=True)
        finally:
            office.end()


main()
