/** Other names of one thing, read as its first name: `name: other, other`. Lower case; a name is one word, `-` none. */
export const aliases = `-: in fact, as a matter of fact, by any chance, in your opinion, in your view, from your perspective, in order, at all, or not, if possible
usa: united states of america, united states, us of a, america
uk: united kingdom, great britain, britain
ussr: soviet union
uae: united arab emirates
eu: european union
eu-parliament: eu parliament, european parliament
un: united nations
federal-reserve: federal reserve, the fed
obamacare: affordable care act
new-zealand: new zealand, nz
mumbai: bombay
kolkata: calcutta
bengaluru: bangalore
kyiv: kiev
myanmar: burma
hong-kong: hong kong, hk
nyc: new york city
javascript: js, java script
typescript: ts
golang: go language, go lang, in go
c++: cpp, c plus plus
c#: csharp, c sharp
postgresql: postgres, postgre sql
kubernetes: k8s
mongodb: mongo db, mongo
ai: artificial intelligence
ml: machine learning
nlp: natural language processing
os: operating system
db: database
ui: user interface
api: application programming interface
ceo: chief executive officer
gdp: gross domestic product
dna: deoxyribonucleic acid
ww2: world war ii, world war 2, world war two, wwii, second world war
ww3: world war iii, world war 3, world war three, wwiii, third world war
ww1: world war i, world war 1, world war one, wwi, first world war
2fa: two factor authentication, two-factor authentication, mfa, multi factor authentication
wifi: wi-fi, wi fi
email: e-mail, e mail
tv: television, telly
h1b: h-1b, h 1b
oscar: academy award
oscars: academy awards
phd: ph d, doctorate
fb: facebook
youtube: you tube
whatsapp: whats app
covid: covid-19, covid 19, coronavirus
vscode: vs code, visual studio code
macos: mac os, os x, osx
without: with no, without any, without using any
okay: ok
percent: per cent
instead: rather
vs: versus
cannot-afford: can not afford
etc: et cetera
login: log in, sign in, signin
logout: log out, sign out, signout
signup: sign up, register
setup: set up
backup: back up
turn-on: turn on, switch on
turn-off: turn off, switch off
get-rid-of: rid of
how-come: how come
as-well-as: as well as
such-as: such as
best-way: ideal way, optimal way, right way
twice: two times, 2 times
symlink: symbolic link, soft link, sym link
symlinks: symbolic links, soft links, sym links
amex: american express
e2e: end to end, end-to-end
minute: 60 seconds, sixty seconds
hour: 60 minutes, sixty minutes, 60 mins
day: 24 hours, twenty-four hours, twenty four hours
week: 7 days, seven days
year: 12 months, twelve months, 365 days
decade: 10 years, ten years
century: 100 years, hundred years`;
