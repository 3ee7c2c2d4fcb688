#!/usr/bin/env bash
# Compares every published level, gap and standard error of a run with R's survey. Usage: recompute.sh OUTPUT_FOLDER
set -euo pipefail
out=${1:-out/national}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 "$here/to_csv.py" "$out" "$here/../../config/codebook.yaml" "$work"
Rscript "$here/recompute.R" "$out" "$work"
