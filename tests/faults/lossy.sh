#!/bin/sh
# A bibload that loses something when an import finds a database: what the sweeps are
# for. They must see it (tests/test_faults.c).
#
#     LOSSY_OF=./bibload LOSES=rejects|folder|range tests/faults/lossy.sh WORD...
set -eu

[ -e k.db ] && found=1 || found=''
status=0
"$LOSSY_OF" "$@" || status=$?
case $1$found$LOSES in
import1rejects) rm -f k.db.rejects/* ;;
import1folder) rm -rf k.db.rejects ;;
import1range)
    sqlite3 k.db "UPDATE inserted SET last_id = last_id - 1
        WHERE subject = 'source_record' AND last_id > first_id"
    ;;
esac
exit $status
