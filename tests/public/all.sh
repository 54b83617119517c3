#!/bin/bash
# all.sh PROGRAM: what public books give away, by their figures and by anything else that they say.
here=$(dirname "$0")
bad=0
"$here"/check.py "$1" || bad=1
"$here"/texts.py "$1" samples || bad=1
exit $bad
