"""Type texts into a workbook's cells through LibreOffice, as a person at the keyboard would.

Run by a Python that has `uno`: typein.py PORT IN OUT CELLS.json, where CELLS.json is a list of
[sheet, cell, text]. Each text goes through the program's own "enter string" command, so that the
region set for the program decides what a cell makes of it.
"""

import json
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue


def prop(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def connect(port):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    url = f"uno:socket,host=127.0.0.1,port={port};urp;StarOffice.ComponentContext"
    for _ in range(120):
        try:
            return resolver.resolve(url)
        except Exception:
            time.sleep(0.5)
    raise SystemExit("no connection")


def main():
    port, source, target, cells = sys.argv[1:]
    context = connect(port)
    manager = context.ServiceManager
    desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    helper = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    document = desktop.loadComponentFromURL(Path(source).as_uri(), "_blank", 0, ())
    frame = document.CurrentController.Frame
    for sheet, cell, text in json.loads(Path(cells).read_text(encoding="utf-8")):
        document.CurrentController.setActiveSheet(document.Sheets.getByName(sheet))
        helper.executeDispatch(frame, ".uno:GoToCell", "", 0, (prop("ToPoint", cell),))
        helper.executeDispatch(frame, ".uno:EnterString", "", 0, (prop("StringName", text),))
    filters = (prop("FilterName", "Calc MS Excel 2007 XML"), prop("Overwrite", True))
    document.storeToURL(Path(target).as_uri(), filters)
    document.close(True)
    desktop.terminate()


main()
