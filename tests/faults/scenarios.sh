# Small imports that the sweeps disturb; sourced by them. Each scenario makes its
# files, and what was imported before, in the folder at hand, and is then the
# command `bibload $command`. Nothing in them is random.
#
# shellcheck shell=sh
# shellcheck disable=SC2034,SC2154 # the sweeps read and set these

scenarios='csv_new csv_again csv_links csv_three_files xml_new xml_gz_members
mrc_new rejects csv_rejects refused withdrawn snapshot contract edited
deleted added'

common='[import]
batch_records = 7
max_rejects = 100%'

# FROM TO: a row per book, some with two authors, one in nine broken.
csv_rows() {
    echo 'title,author,isbn,year'
    awk -v from="$1" -v to="$2" 'BEGIN {
        for (i = from; i <= to; i++) {
            printf "Book %d,Author %d", i, i * 7 % 31
            if (i % 3 == 0) printf "; Author %d", i * 5 % 29
            printf ",,%d\n", 1900 + i % 100
            if (i % 9 == 0) print "broken,\"x\"y,,1900"
        }
    }'
}

# FROM TO [TEXT]: MARC-XML records, TEXT behind each title.
xml_records() {
    awk -v from="$1" -v to="$2" -v text="${3:-}" 'BEGIN {
        print "<collection xmlns=\"http://www.loc.gov/MARC21/slim\">"
        for (i = from; i <= to; i++) {
            printf "<record><leader>00000nam a2200000 a 4500</leader>"
            printf "<controlfield tag=\"001\">r%d</controlfield>", i
            printf "<datafield tag=\"100\" ind1=\"1\" ind2=\" \"><subfield"
            printf " code=\"a\">Author, A%d,</subfield><subfield code=\"d\">%d-",
                i * 7 % 31, 1800 + i % 31
            printf "</subfield></datafield><datafield tag=\"245\" ind1=\"1\""
            printf " ind2=\"0\"><subfield code=\"a\">Title %d%s /</subfield>", i,
                text
            print "</datafield></record>"
        }
        print "</collection>"
    }'
}

# BOOKS: consecutive rows are one book.
link_rows() {
    echo 'title,author,order,royalty'
    awk -v books="$1" 'BEGIN {
        for (i = 1; i <= books; i++)
            for (j = 1; j <= 1 + i % 5; j++)
                printf "Book %d,Author %d,%d,%d\n", i, (i + j * 3) % 17, j, 5 * j
    }'
}

# An ISO 2709 record after the other.
mrc_records() {
    awk -v from="$1" -v to="$2" 'function field(tag, data) {
            directory = directory sprintf("%s%04d%05d", tag, length(data) + 1, at)
            at += length(data) + 1
            fields = fields data "\036"
        }
        BEGIN {
            for (i = from; i <= to; i++) {
                directory = fields = ""
                at = 0
                field("001", "m" i)
                field("100", "1 \037aWriter, W" i * 5 % 23 ",\037d" 1850 + i % 23 "-")
                field("245", "10\037aWork " i " /")
                base = 24 + length(directory) + 1
                total = base + at + 1
                printf "%05dnam a22%05d a 4500%s\036%s\035", total, base,
                    directory, fields
            }
        }'
}

scenario_csv_new() {
    csv_rows 1 60 > a.csv
    printf '%s\n[source:a]\n' "$common" > bibload.ini
    command='import -q -c bibload.ini -d k.db -s a a.csv'
}

scenario_csv_again() {
    csv_rows 1 40 > a.csv
    printf '%s\n[source:a]\n' "$common" > bibload.ini
    "$bibload" import -q -c bibload.ini -d k.db -s a a.csv || [ $? -eq 1 ]
    csv_rows 21 70 | sed 's/Author 1\([0-9]\)/AUTHOR 1\1/' > b.csv
    command='import -q -c bibload.ini -d k.db -s a b.csv'
}

scenario_csv_links() {
    link_rows 20 > a.csv
    printf '%s\n[source:a]\n' "$common" > bibload.ini
    command='import -q -c bibload.ini -d k.db -s a a.csv'
}

scenario_csv_three_files() {
    awk 'BEGIN { print "au_id,au_lname,au_fname"
        for (i = 1; i <= 20; i++) print i ",Name" i ",First" i }' > authors.csv
    awk 'BEGIN { print "title_id,title,pubdate"
        for (i = 1; i <= 25; i++) print "t" i ",Title " i "," 1950 + i }' \
        > titles.csv
    awk 'BEGIN { print "au_id,title_id,au_ord,royaltyper"
        for (i = 1; i <= 25; i++) for (j = 1; j <= 1 + i % 3; j++)
            print 1 + (i * j) % 20 ",t" i "," j "," 10 * j }' > links.csv
    printf '%s\n[source:a]\n' "$common" > bibload.ini
    command='import -q -c bibload.ini -d k.db -s a authors.csv titles.csv links.csv'
}

scenario_xml_new() {
    xml_records 1 60 > a.xml
    printf '%s\n[source:a]\n' "$common" > bibload.ini
    command='import -q -c bibload.ini -d k.db -s a a.xml'
}

scenario_xml_gz_members() {
    xml_records 1 60 > whole.xml
    : > a.xml.gz
    split -b 3001 whole.xml part.
    for part in part.*; do gzip -nc "$part" >> a.xml.gz; done
    rm part.* whole.xml
    printf '%s\n[source:a]\n' "$common" > bibload.ini
    command='import -q -c bibload.ini -d k.db -s a a.xml.gz'
}

scenario_mrc_new() {
    mrc_records 1 60 > a.mrc
    printf '%s\n[source:a]\n' "$common" > bibload.ini
    command='import -q -c bibload.ini -d k.db -s a a.mrc'
}

# Records without a title, and one that is not closed; in other envelopes.
scenario_rejects() {
    xml_records 1 15 | sed '/>r1[0-4]</s/"245"/"200"/; /Title 3 /s/<\/record>//' \
        > a.xml
    xml_records 16 30 | sed '/>r2[0-4]</s/"245"/"200"/
        s/<collection/<c:collection xmlns:c="x"/; s/<\/collection/<\/c:collection/' \
        > b.xml
    printf '%s\n[source:a]\n' "$common" > bibload.ini
    command='import -q -c bibload.ini -d k.db -s a a.xml b.xml'
}

scenario_csv_rejects() {
    csv_rows 1 40 | sed 's/^Book [0-9]*[37],/,/; s/^Book 20,/"Book 20/' > a.csv
    printf '%s\n[source:a]\n' "$common" > bibload.ini
    command='import -q -c bibload.ini -d k.db -s a a.csv'
}

# Every fourth of the new books has a title that is there.
scenario_refused() {
    csv_rows 1 20 > a.csv
    printf '%s\n[source:a]\n' "$common" > bibload.ini
    "$bibload" import -q -c bibload.ini -d k.db -s a a.csv || [ $? -eq 1 ]
    sqlite3 k.db 'CREATE UNIQUE INDEX one_title ON books (title)'
    csv_rows 21 60 | sed 's/^Book \(..\)\(.*[048]\)$/Book 7\2/' > b.csv
    command='import -q -c bibload.ini -d k.db -s a b.csv'
}

scenario_withdrawn() {
    xml_records 1 40 > a.xml
    printf '%s\n[source:a]\nmax_deletes = 100%%\n' "$common" > bibload.ini
    "$bibload" import -q -c bibload.ini -d k.db -s a a.xml
    xml_records 21 50 | sed '/>r2[0-9]</s/nam a/dam a/' > b.xml
    command='import -q -c bibload.ini -d k.db -s a b.xml'
}

scenario_snapshot() {
    xml_records 1 40 > a.xml
    printf '%s\n[source:a]\nmode = snapshot\nmax_deletes = 100%%\n' "$common" \
        > bibload.ini
    "$bibload" import -q -c bibload.ini -d k.db -s a a.xml
    xml_records 11 30 ' again' > b.xml
    xml_records 31 36 > c.xml
    command='import -q -c bibload.ini -d k.db -s a b.xml c.xml'
}

# One transaction that is the whole import.
scenario_contract() {
    scenario_csv_again
    printf 'expected_records = 50\nexpected_within = 50%%\n' >> bibload.ini
}

scenario_edited() {
    csv_rows 1 30 > a.csv
    printf '%s\n[source:a]\n' "$common" > bibload.ini
    "$bibload" import -q -c bibload.ini -d k.db -s a a.csv || [ $? -eq 1 ]
    sqlite3 k.db "UPDATE authors SET name = 'Somebody ' || id WHERE id % 3 = 0;
        UPDATE books SET title = 'Edited ' || id WHERE id % 5 = 0;
        DELETE FROM authors WHERE id % 11 = 0;
        INSERT INTO books (title) VALUES ('By hand');"
    csv_rows 11 45 > b.csv
    command='import -q -c bibload.ini -d k.db -s a b.csv'
}

# Books go while the import lies: the group that was open may have lost its own.
scenario_deleted() {
    scenario_csv_links
}
meanwhile_deleted() {
    sqlite3 k.db 'DELETE FROM books WHERE id > 1' 2> said || :
}

# Ids between those of an import that lies are another program's.
scenario_added() {
    scenario_csv_new
}
meanwhile_added() {
    sqlite3 k.db "INSERT INTO books (title) VALUES ('By hand 1'), ('By hand 2');
        INSERT INTO authors (name) VALUES ('By hand');" 2> said || :
}
