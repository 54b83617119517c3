#!/bin/bash
# tables.sh - the reader against Python's csv on 2,000 random tables, always the same; all are in `make fuzz`.
set -eu
cd "$(dirname "$0")/.."
tests/fuzz/csv_random.py 2000
