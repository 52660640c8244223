/*
 * See words.h. Name parts are chosen so that two different authors never have
 * one comparison form: no two parts differ by marks alone, and no joint of two
 * parts can be read in two ways.
 */
#include "words.h"

#include "random.h"

const char *const word_adjectives[] = {
    "Ancient",   "Modern",    "Hidden",      "Silent",     "Golden",
    "Broken",    "Early",     "Quiet",       "Northern",   "Southern",
    "Collected", "Selected",  "Practical",   "Complete",   "Little",
    "Great",     "Invisible", "Last",        "First",      "Forgotten",
    "Urban",     "Rural",     "Medieval",    "Industrial", "Scientific",
    "Political", "Critical",  "Illustrated", "Secret",     "Winter",
    "Summer",    "Distant",   NULL,
};

const char *const word_nouns[] = {
    "History", "Garden",   "River",       "House",      "Letters",
    "Poems",   "Language", "Music",       "Empire",     "Mountain",
    "Voyage",  "Science",  "Theory",      "Memory",     "City",
    "Island",  "Journey",  "Economy",     "Theatre",    "Painting",
    "Kingdom", "Machine",  "Forest",      "Harbour",    "Chronicle",
    "Railway", "Medicine", "Mathematics", "Philosophy", "Daughter",
    "Soldier", "Merchant", "Church",      "School",     "Village",
    "Bridge",  "Calendar", "Dictionary",  "Atlas",      "Essays",
    "Stories", "Trade",    "Castle",      "Winter",     "Morning",
    "Shadow",  "Mirror",   "Library",     "Orchard",    "Parliament",
    NULL,
};

const char *const word_places[] = {
    "England",
    "Scotland",
    "Wales",
    "Ireland",
    "France",
    "Germany",
    "Italy",
    "Spain",
    "Portugal",
    "Poland",
    "Bohemia",
    "Hungary",
    "Greece",
    "Norway",
    "Sweden",
    "Denmark",
    "Russia",
    "Japan",
    "China",
    "India",
    "Mexico",
    "Brazil",
    "Canada",
    "Virginia",
    "New York",
    "Z\xc3\xbcrich",
    "K\xc3\xb8"
    "benhavn",
    "Le\xc3\xb3n",
    "Krak\xc3\xb3w",
    "Orl\xc3\xa9"
    "ans",
    NULL,
};

const char *const word_subjects[] = {
    "History",
    "Social conditions",
    "Economic conditions",
    "Biography",
    "Criticism and interpretation",
    "Description and travel",
    "Bibliography",
    "Study and teaching",
    "Fiction",
    "Congresses",
    "Philosophy",
    "Handbooks",
    NULL,
};

const char *const word_publishers[] = {
    "Harper",
    "Macmillan",
    "Penguin Books",
    "Oxford University Press",
    "Cambridge University Press",
    "Faber and Faber",
    "Gallimard",
    "Suhrkamp",
    "Viking",
    "Scribner",
    "Routledge",
    "Springer",
    "Dover",
    "Elsevier",
    "Knopf",
    "Methuen",
    "Seuil",
    "Einaudi",
    "Rowohlt",
    "Academic Press",
    "Norton",
    "Longman",
    "Blackwell",
    "Heinemann",
    "Houghton Mifflin",
    "J. Murray",
    "Virago",
    "Verlag f\xc3\xbcr Kunst",
    "\xc3\x89"
    "ditions du Lac",
    "Bell & Sons",
    NULL,
};

const char *const word_cities[] = {
    "London",  "New York",  "Oxford",  "Cambridge", "Boston", "Paris", "Berlin",
    "Leipzig", "Amsterdam", "Chicago", "Edinburgh", "Milano", NULL,
};

const char *const word_given_names[] = {
    "Anna",
    "Bernard",
    "Clara",
    "David",
    "Edith",
    "Frank",
    "Grace",
    "Henry",
    "Irene",
    "James",
    "Karl",
    "Laura",
    "Martin",
    "Nora",
    "Oliver",
    "Paula",
    "Quentin",
    "Rosa",
    "Samuel",
    "Teresa",
    "Ursula",
    "Victor",
    "Wanda",
    "Xavier",
    "Yvonne",
    "Arthur",
    "Beatrice",
    "Charles",
    "Dorothy",
    "Edward",
    "Florence",
    "George",
    "Helen",
    "Isaac",
    "Jane",
    "Kenneth",
    "Lucy",
    "Michael",
    "Nancy",
    "Oscar",
    "Peter",
    "Rachel",
    "Stephen",
    "Thomas",
    "William",
    "Ren\xc3\xa9",
    "Jos\xc3\xa9",
    "S\xc3\xb8ren",
    "Bj\xc3\xb6rn",
    "Z\xc3\xb6"
    "e",
    NULL,
};

/* A family name is an onset, a vowel, an onset in small letters, and an
 * ending. */
const char *const word_onsets[] = {
    "B", "D", "F", "G", "H", "K",  "L",  "M",  "N",  "P",
    "R", "S", "T", "V", "W", "Br", "Cl", "St", NULL,
};

const char *const word_vowels[] = {
    "a", "e", "i", "o", "u", "au", "ou", NULL,
};

const char *const word_endings[] = {
    "man",   "ley",  "son",  "ski",  "feld", "hard", "mont",
    "quist", "wick", "well", "dorf", "ton",  NULL,
};

const char *const word_languages[] = {
    "eng", "eng", "eng", "eng", "fre", "ger", "spa", "ita", NULL,
};

size_t word_count(const char *const *list)
{
    size_t count = 0;

    while (list[count])
        count++;
    return count;
}

const char *word_pick(const char *const *list, struct random *random)
{
    return list[random_below(random, (uint32_t)word_count(list))];
}

const char *word_digit(const char *const *list, uint64_t *number)
{
    size_t count = word_count(list);
    const char *word = list[*number % count];

    *number /= count;
    return word;
}
