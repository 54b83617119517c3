#!/bin/bash
# count.sh - the sum of all stages that have run since out/tests was cleared, as "N passed, M failed".
cat out/tests/*.result 2>/dev/null | awk '{ passed += $1; failed += $2 } END { printf "%d passed, %d failed\n", passed, failed }'
