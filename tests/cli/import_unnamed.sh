# Two files that nobody named a source for are two sources: number 2 of one is not
# number 2 of the other. Files that name each other's ids belong together.
printf 'book_id,title,author\n2,Emma,Jane Austen\n' > one.csv
printf 'book_id,title,author\n2,Twilight,Stephenie Meyer\n' > two.csv
"$BIBLOAD" import -q -d a.db one.csv
"$BIBLOAD" import -q -d a.db two.csv
"$BIBLOAD" import -q -d b.db one.csv two.csv
for db in a b; do
    "$BIBLOAD" query -d $db.db authors-of Emma
    "$BIBLOAD" query -d $db.db authors-of Twilight
done
# One ISBN in all books of a careless publisher is one warning for each.
{ echo title,isbn; for i in 1 2 3 4 5 6; do
    echo "Title of $i words,9780060853983"; done; } > same.csv
"$BIBLOAD" import -d c.db same.csv 2>&1 | grep CONFLICT
# The volumes of a set are no editions of it, though they bear its ISBN.
{ echo title,isbn; echo 'Complete works,0306406152'
  echo 'Complete works 2 Tragedies,0306406152'
  echo 'Complete works. Volume 3,0306406152'
  echo 'Complete works and letters,0306406152'; } > set.csv
"$BIBLOAD" import -d d.db set.csv 2>&1 | grep '^books '
# Rejects of files with one name do not overwrite each other.
mkdir x y z
for f in x/a.csv y/a.csv z/a-2.csv; do printf 'title,royalty,author\nT,101,A\n' > $f; done
"$BIBLOAD" import -q -d e.db x/a.csv y/a.csv z/a-2.csv 2>/dev/null
ls e.db.rejects
