"""Signs of units and currencies as they are said."""

# sign; one; many
_UNITS = """
°C; degree Celsius; degrees Celsius
°F; degree Fahrenheit; degrees Fahrenheit
°; degree; degrees
%; percent; percent
‰; per mille; per mille
km/h; kilometer per hour; kilometers per hour
mi/h; mile per hour; miles per hour
mph; mile per hour; miles per hour
m/s²; meter per second squared; meters per second squared
m/s; meter per second; meters per second
l/100 km; liter per 100 kilometers; liters per 100 kilometers
kWh; kilowatt hour; kilowatt hours
Wh; watt hour; watt hours
mAh; milliamp hour; milliamp hours
Ah; amp hour; amp hours
kW; kilowatt; kilowatts
MW; megawatt; megawatts
hp; horsepower; horsepower
kN; kilonewton; kilonewtons
Nm; newton meter; newton meters
kPa; kilopascal; kilopascals
hPa; hectopascal; hectopascals
MPa; megapascal; megapascals
psi; P S I; P S I
mmHg; millimeter of mercury; millimeters of mercury
GHz; gigahertz; gigahertz
MHz; megahertz; megahertz
kHz; kilohertz; kilohertz
Hz; hertz; hertz
Tbit/s; terabit per second; terabits per second
Gbit/s; gigabit per second; gigabits per second
Mbit/s; megabit per second; megabits per second
kbit/s; kilobit per second; kilobits per second
Gbps; gigabit per second; gigabits per second
Mbps; megabit per second; megabits per second
kbps; kilobit per second; kilobits per second
GB/s; gigabyte per second; gigabytes per second
MB/s; megabyte per second; megabytes per second
TB; terabyte; terabytes
GB; gigabyte; gigabytes
MB; megabyte; megabytes
kB; kilobyte; kilobytes
KB; kilobyte; kilobytes
TiB; tebibyte; tebibytes
GiB; gibibyte; gibibytes
MiB; mebibyte; mebibytes
dB; decibel; decibels
km²; square kilometer; square kilometers
km2; square kilometer; square kilometers
cm²; square centimeter; square centimeters
m²; square meter; square meters
m2; square meter; square meters
m³; cubic meter; cubic meters
cm³; cubic centimeter; cubic centimeters
km; kilometer; kilometers
cm; centimeter; centimeters
mm; millimeter; millimeters
µm; micrometer; micrometers
nm; nanometer; nanometers
m; meter; meters
kg; kilogram; kilograms
mg; milligram; milligrams
µg; microgram; micrograms
g; gram; grams
lb; pound; pounds
lbs; pound; pounds
oz; ounce; ounces
ml; milliliter; milliliters
mL; milliliter; milliliters
cl; centiliter; centiliters
dl; deciliter; deciliters
l; liter; liters
L; liter; liters
kcal; kilocalorie; kilocalories
kJ; kilojoule; kilojoules
J; joule; joules
W; watt; watts
V; volt; volts
A; amp; amps
fps; frame per second; frames per second
dpi; dot per inch; dots per inch
px; pixel; pixels
ppm; part per million; parts per million
hrs; hour; hours
hr; hour; hours
mins; minute; minutes
min; minute; minutes
secs; second; seconds
sec; second; seconds
ms; millisecond; milliseconds
"""
UNITS = {sign: (one, many) for sign, one, many in (line.split("; ") for line in _UNITS.strip().splitlines())}

# sign or letters; one; many; its hundredth, one and many
_CURRENCIES = """
$; dollar; dollars; cent; cents
US$; US dollar; US dollars; cent; cents
CA$; Canadian dollar; Canadian dollars; cent; cents
A$; Australian dollar; Australian dollars; cent; cents
USD; US dollar; US dollars; cent; cents
CAD; Canadian dollar; Canadian dollars; cent; cents
AUD; Australian dollar; Australian dollars; cent; cents
€; euro; euros; cent; cents
EUR; euro; euros; cent; cents
£; pound; pounds; penny; pence
GBP; pound; pounds; penny; pence
CHF; franc; francs; centime; centimes
¥; yen; yen; ;
JPY; yen; yen; ;
₹; rupee; rupees; paisa; paise
₩; won; won; ;
"""
CURRENCIES = {
    parts[0]: tuple(part.strip() for part in parts[1:])
    for parts in ([part.strip() for part in line.split(";")] for line in _CURRENCIES.strip().splitlines())
}
