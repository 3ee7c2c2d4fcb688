"""Writes the confidential Parquet tables and the codebook's maps as CSV, for R. Usage: to_csv.py OUT CODEBOOK FOLDER"""

import sys
from pathlib import Path

import pyarrow.csv
import pyarrow.parquet
import yaml

out, codebook, folder = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
folder.mkdir(parents=True, exist_ok=True)
for table in ("answers", "respondents"):
    rows = pyarrow.parquet.read_table(out / "confidential" / f"{table}.parquet")
    pyarrow.csv.write_csv(rows, folder / f"{table}.csv")

book = yaml.safe_load(codebook.read_text(encoding="utf-8"))
with open(folder / "items.csv", "w", encoding="utf-8") as file:
    file.write("item,dimension,scale\n")
    for item, entry in book["items"].items():
        file.write(f"{item},{entry.get('dimension', '')},{book['scales'][entry['scale']]['type']}\n")
with open(folder / "pairs.csv", "w", encoding="utf-8") as file:
    file.write("pair,client,employee\n")
    for pair, entry in book["mirror_pairs"].items():
        file.write(f"{pair},{entry.get('client', pair)},{entry.get('employee', pair)}\n")
