#!/bin/sh
# Makes the seeds of one fuzzer: seeds.sh NAME FOLDER. They are the fixtures of its
# format, their first bytes, behind the four bytes of options
# (fuzz.h), and what tests/fuzz/seeds and tests/fuzz/found have.
set -eu

name=$1
folder=$2
rm -rf "$folder"
mkdir -p "$folder"

# put OPTIONS FILE...: options as for printf
put()
{
    options=$1
    shift
    for file; do
        [ -f "$file" ] || continue
        count=$((count + 1))
        {
            # shellcheck disable=SC2059
            printf "$options"
            head -c $((${LENGTH:-256} - 4)) "$file"
        } > "$folder/$count"
    done
}
count=0

case $name in
input)
    put '\000\005\003\001' fixtures/gzip/*.gz fixtures/iso2709/*.gz
    put '\001\000\000\000\000\000\100\100' fixtures/csv/[a-m]*.csv
    put '\001\007\005\000\002\005\010\200' fixtures/csv/[n-z]*.csv
    put '\002\000\000\000' fixtures/csv/utf16le.csv fixtures/marcxml/utf16.xml
    put '\006\003\000\000' fixtures/csv/utf16be.csv
    put '\007\021\000\000' fixtures/csv/u*.csv fixtures/gzip/*.gz fixtures/marcxml/utf16.xml
    ;;
csv)
    for options in '\000\003\000\000' '\001\000\007\020' '\020\002\000\011' \
        '\011\000\100\000' '\060\102\002\001'; do
        put "$options" fixtures/csv/*.csv fixtures/csv/*/*.csv
    done
    ;;
marcxml)
    for options in '\000\000\000\000' '\141\000\100\020' '\004\040\005\000'; do
        put "$options" fixtures/marcxml/*.xml fixtures/marcxml/*/*.xml
    done
    ;;
marc)
    for options in '\000\000\000\000' '\041\000\100\003' '\004\060\005\000'; do
        put "$options" fixtures/iso2709/*.mrc
    done
    put '\020\000\000\000' fixtures/iso2709/marc8.mrc
    ;;
config)
    put '\000\000\000\000' config.ini fixtures/*/*.ini
    put '\001\000\000\000' config.ini
    ;;
esac

for file in tests/fuzz/seeds/"$name"/* tests/fuzz/found/"$name"/*; do
    [ -f "$file" ] && cp "$file" "$folder/"
done
exit 0
