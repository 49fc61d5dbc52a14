/**
 * Words that a request may exchange without asking for something else, one group a line. Used only to call a word
 * matched; a group never overrules a guard.
 */
export const synonyms = `folder directory
journalist reporter
coworker co-worker colleague
jewelry jewellery
crypto cryptocurrency cryptocurrencies
chemo chemotherapy
decline shrink
urinate pee
soldier troops
sentenced condemned
column field
movie film
picture image photo photograph
purchase buy
begin start commence
kid child
error exception
help assist aid
famous well-known renowned
main primary chief
benefit advantage upside
drawback disadvantage downside con
contain include hold
return give output yield
accept receive
important significant crucial
answer reply response
use utilize utilise employ
large big huge
quick fast rapid
write create make compose generate produce build develop
implement code program
find locate search look discover
list show display print output enumerate
count number
delete remove erase
calculate compute determine evaluate
explain describe clarify elaborate
give provide supply
convert change transform turn
translate render
summarize summarise condense
suggest recommend propose advise
identify name point
compare contrast
rewrite rephrase reword paraphrase
fix repair resolve solve
copy duplicate
design draft
classify categorize categorise
choose pick select
construct build
learn study
best good ideal top great
way method approach technique means procedure
tip advice suggestion trick
improve enhance better boost
earn make
money cash
job position employment work career
company firm business corporation
place location spot
person people human someone somebody individual
reason cause
difference differ distinction different
happen occur
mean meaning definition define
price cost
phone mobile cellphone smartphone cell
car automobile
quit stop
overcome beat conquer
get obtain acquire receive gain
prepare preparation ready
weight fat
lose reduce shed
download get
website site webpage
app application
delete deactivate
reset recover
password passcode
email e-mail mail
hack trick
feel feeling
think thought opinion view believe
become be
increase raise grow
reduce decrease lower cut
earth world
life living
real true actual genuine
safe secure
possible can able
should must need ought
want wish like
allow permit let
ask request
buy get
speak talk
study learn
college university
student pupil
teacher instructor professor
course class
exam test
grade mark
require need demand requirement prerequisite
teach instruct
take attend
offer provide
available offered
credit unit
lecture class
topic subject
easy simple
hard difficult tough
smart intelligent clever
lady woman
guy man
jump leap
bike bicycle
couch sofa
street road
boy kid
girl kid
crowd group
cut slice chop
cook prepare
put place
hold carry
ride drive
look watch
file files
display show
under below in within inside
tree hierarchy recursively
string text
match matching
current working
modify change update edit alter modified changed updated
accessed read
size large
old older
owned belonging
replace substitute
extension suffix
pattern glob
machine computer server host
run execute
process job
kill terminate
script program
archive tar
compress gzip zip
print display
unique distinct
sort order
last final
empty blank
bank institution
fee charge
transfer send wire move
open create
close cancel terminate
account acct
balance amount
limit cap maximum
loan credit
interest rate
medicine medication drug
doctor physician
symptom sign
treat treatment cure remedy
pain ache
sick ill
healthy health
illness disease sickness
pregnant pregnancy
baby infant
dose dosage
safe okay ok
setup configure install set
configure config configuration setting
remove uninstall
update upgrade
connect link
container containers
database db
variable var
function method routine
parameter argument param
folder directory
repository repo
environment env
kubernetes k8s
javascript js
typescript ts
postgres postgresql
authentication auth login
login sign-in signin
logout sign-out
fail break
slow slowness
speed fast faster quick
cheap inexpensive affordable
expensive costly pricey
holiday vacation
trip travel journey
house home
apartment flat
garbage trash rubbish
autumn fall
soccer football
maths math mathematics
biggest largest
smallest tiniest
kind type sort
amount quantity number
total sum overall
every each all
many several
usually normally typically generally
per each
recommend recommended advisable
daily day
intake amount drink
author writer write written wrote
invent invention inventor
born birth birthday birthplace
die death died
capital city
population people inhabitant
tall height high
long length
deep depth
wide width
heavy weight weigh
far distance
old age
president leader
live reside
country nation
language tongue
word term
sentence phrase
letter character
boil boiling
freeze freezing
melt melting
temperature heat
win won winner
play played player perform
sing sang singer sung
direct directed director
found founded founder
discover discovered discoverer
build built builder
located location situated where`;
