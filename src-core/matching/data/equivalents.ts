/**
 * Words that may stand for each other in nearly any request, one group a line: read as the same word, by guards and by the
 * verifier. Stricter than the synonyms, which only lessen what counts as unmatched.
 */
export const equivalents = `folder directory
mac macos
folders directories
movie film
movies films
purchase buy
kid child
kids children
couch sofa
bike bicycle
picture photo photograph
begin start commence
large big
larger bigger
largest biggest
quick fast rapid
quickly rapidly
help assist
benefit advantage
drawback disadvantage downside
automobile car
someone somebody
everyone everybody
anyone anybody
nobody no-one
instructor professor
locate find
remove delete erase
unpack extract
kill terminate
compute calculate
select choose pick
below beneath
cheap inexpensive affordable
holiday vacation
physician doctor
illness disease sickness
medicine medication
undo revert
dispute contest
wealthy rich
happy glad
angry mad
afraid scared
shut close
smart intelligent clever
tiny small little
nearly almost
often frequently
immediately instantly
reduce decrease
increase boost raise
improve enhance
repair fix
garbage trash rubbish
autumn fall
shop store
road street
need require
needed required necessary
prerequisite requirement prereq
prerequisites prereqs
mandatory required compulsory
teach instruct
summarize condense
rewrite rephrase reword
categorize classify
huge enormous
speak talk
jump leap
famous well-known renowned
main primary chief
job occupation
attorney lawyer
supervisor boss
mom mother mum
dad father
grandma grandmother gran
grandpa grandfather
tv television
fridge refrigerator
ad advertisement advert
exam examination test
lab laboratory
math mathematics maths
info information
app application
repo repository
config configuration
env environment
param parameter
arg argument
func function
doc documentation
docs documentation
pic picture
pics pictures
vs versus
beginner newbie novice
symptom sign
adult grownup
infant baby
canine dog
feline cat
award prize
error mistake
aim goal objective
gift present
hint clue
journey trip
permit allow
permitted allowed
prohibited forbidden banned
attempt try
modify change alter
modified changed altered
utilize use
utilise use
display show
duplicate copy
ordered sorted
invert reverse
concatenate join
recursively recursive
numerical numeric
kinds types sorts
kind type sort
topmost top
weird strange odd
pretty beautiful
tasty delicious
sick ill
tired weary exhausted
loud noisy
silent quiet
empty blank
incorrect wrong
odor smell
rock stone
woods forest
sea ocean
rabbit bunny
cash money
fee charge
earnings income
taxi cab
lift elevator
flat apartment
petrol gas gasoline
chat conversation
laptop notebook
signup register
login signin
log-in login
username user-name
passcode password
hazardous dangerous
yearly annual annually
monthly month-to-month
entire whole complete
currently presently
abroad overseas
dict dictionary
dicts dictionaries
hex hexadecimal
temp temporary
distro distribution
distros distributions
midday noon
nearest closest
poisonous toxic
reboot restart
enable turn-on
disable turn-off
teen teenager
teens teenagers
plane airplane aeroplane
planes airplanes aeroplanes
weeping crying
hardest toughest
soonest earliest
nth n-th
km kilometers kilometres kilometer kilometre
mb megabytes megabyte
gb gigabytes gigabyte
january jan
february feb
april apr
august aug
september sept sep
october oct
november nov
december dec`;
