/** Units behind numbers; every spelling in a line means the same unit. */
export const units = `km kms kilometer kilometers kilometre kilometres
mile miles mi
m meter meters metre metres
ft foot feet
inch inches
yd yard yards
cm cms centimeter centimeters centimetre centimetres
mm millimeter millimeters millimetre millimetres
kg kgs kilo kilos kilogram kilograms
lb lbs pound pounds
g gram grams
oz ounce ounces
ton tons tonne tonnes
mg milligram milligrams
mcg microgram micrograms
l liter liters litre litres
cl centiliter centiliters centilitre centilitres
ml milliliter milliliters millilitre millilitres
gal gallon gallons
cup cups
qt quart quarts
pt pint pints
tbsp tbs tbsps tablespoon tablespoons
tsp tsps teaspoon teaspoons
c celsius centigrade
f fahrenheit
k kelvin
s sec secs second seconds
ms millisecond milliseconds
min mins minute minutes
h hr hrs hour hours
day days
week weeks wk
month months mo
year years yr yrs
decade decades
century centuries
kb kib kilobyte kilobytes
mb mib megabyte megabytes meg
gb gib gigabyte gigabytes gig
tb tib terabyte terabytes
bit bits
byte bytes
mbps
gbps
hz hertz
khz
mhz
ghz
w watt watts
kw kilowatt kilowatts
kwh kilowatthour kilowatthours
v volt volts
amp amps ampere amperes
mah milliamp milliamps
ohm ohms
n newton newtons
j joule joules
cal calorie calories kcal kcals kilocalorie kilocalories
mph
kph kmh kmph
mol mole moles
atm
pa pascal pascals
psi
degree degrees
percent pct
dollar dollars usd
euro euros eur
rupee rupees inr rs
gbp quid
yen
cent cents
acre acres
hectare hectares ha
square-ft sqft ft2
square-m m2 sqm
square-km km2 sqkm
square-mile sqmi
square-inch in2
square-yd
fortnight fortnights
am
pm
word words
character characters
line lines
page pages
paragraph paragraphs
sentence sentences
people person persons
item items
step steps
times
row rows
column columns
file files
core cores
thread threads`;
