#!/bin/bash
# list.sh DIR - all that is in an output folder but the lock: kind, content, mode, name.
cd "$1" || exit
find . -mindepth 1 ! -name .tongket.lock -printf '%y %m %p %l\n' | sort
find . -type f ! -name .tongket.lock -print0 | sort -z | xargs -0r sha256sum
