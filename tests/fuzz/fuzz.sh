#!/bin/bash
# fuzz.sh [PROGRAM]: by hand (`make fuzz`), some minutes. The reader against Python's csv on random tables and
# against csv-spectrum, which needs npm and the network. `make test` reads 2,000 of the tables (tests/tables.sh).
set -eu
cd "$(dirname "$0")/../.."
tests/fuzz/csv_random.py 50000
tests/fuzz/csv_spectrum.sh
