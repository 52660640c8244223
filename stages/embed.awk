# Writes a C file that holds SQL files as text, so that the program is one file.
# Called by the Makefile with the SQL files; the table is declared in
# pipeline/embedded.h. A line of SQL becomes one string literal.

BEGIN {
    print "/* Made by stages/embed.awk. */"
    print "#include \"pipeline/embedded.h\""
    print ""
    print "const struct embedded_file embedded_files[] = {"
}

FNR == 1 {
    name = FILENAME
    sub(/^.*stages\//, "", name)
    if (open)
        print "    },"
    printf "    {\"%s\",\n     \"\"\n", name
    open = 1
}

{
    gsub(/[\\]/, "&&")
    gsub(/["?]/, "\\\\&")
    printf "     \"%s\\n\"\n", $0
}

END {
    if (open)
        print "    },"
    print "    {NULL, NULL},"
    print "};"
}
