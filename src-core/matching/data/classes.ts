/**
 * Things of one kind: a text about one member is not answered by a text about another. Members are lower case and
 * parted by spaces; an underscore stands for a space inside a member; a slash joins names of the same thing.
 */
export const classes: Readonly<Record<string, string>> = {
  programmingLanguage:
    'python java javascript/js typescript/ts rust ruby go/golang c++/cpp c#/csharp php kotlin swift scala perl haskell elixir erlang clojure lua julia matlab fortran cobol dart groovy vba visual_basic objective-c ocaml f# zig nim solidity prolog lisp scheme verilog vhdl assembly apex abap delphi pascal r_language',
  shell: 'bash powershell zsh fish ksh csh tcsh cmd',
  operatingSystem:
    'windows linux macos/osx/os_x ubuntu debian fedora centos android ios freebsd chromeos alpine redhat arch solaris raspbian',
  dataFormat:
    'json xml csv yaml html markdown toml parquet avro protobuf pdf docx xlsx txt tsv ini latex rtf epub mobi svg png jpeg/jpg gif webp bmp tiff mp3 mp4 wav flac ogg avi mkv mov zip tar rar gzip 7z',
  database:
    'mysql postgresql/postgres sqlite mongodb/mongo oracle redis cassandra dynamodb mariadb elasticsearch couchdb neo4j snowflake bigquery redshift clickhouse firestore supabase cockroachdb sql_server/mssql',
  webFramework:
    'react vue angular svelte ember jquery nextjs/next.js nuxt remix gatsby django flask fastapi rails laravel symfony spring express nestjs aspnet/asp.net sinatra phoenix ember.js backbone solid preact lit',
  stateLibrary: 'redux zustand mobx recoil jotai vuex pinia',
  stylesheet: 'css scss sass less tailwind bootstrap bulma stylus',
  library:
    'numpy pandas pytorch tensorflow keras scikit-learn/sklearn scipy matplotlib seaborn plotly jax polars spark dask xgboost lightgbm opencv nltk spacy',
  buildTool:
    'webpack vite rollup parcel esbuild gulp grunt maven gradle ant cmake make bazel npm yarn pnpm bun pip conda poetry cargo homebrew/brew apt yum dnf pacman snap choco',
  testTool: 'jest mocha vitest jasmine cypress playwright selenium puppeteer pytest unittest junit testng rspec karma',
  cloud: 'aws azure gcp/google_cloud heroku vercel netlify digitalocean cloudflare linode hetzner',
  cloudService: 's3 ec2 lambda rds ecs eks fargate sqs sns kinesis cloudfront cloudwatch cognito route53 glacier',
  infrastructure: 'docker kubernetes/k8s podman nomad vagrant openshift docker_swarm',
  configTool: 'terraform ansible puppet chef saltstack pulumi cloudformation helm',
  ciTool: 'jenkins circleci travis github_actions gitlab_ci teamcity bamboo argocd',
  codeHost: 'github gitlab bitbucket gitea codeberg',
  versionControl: 'git svn/subversion mercurial perforce cvs',
  gitThing: 'commit branch tag stash submodule remote',
  gitAct: 'merge rebase cherry-pick revert reset squash amend fetch pull push clone checkout',
  broker: 'kafka rabbitmq activemq nats pulsar zeromq mosquitto',
  webServer: 'nginx apache tomcat caddy iis lighttpd haproxy traefik envoy',
  protocol: 'http https ftp sftp ssh telnet smtp imap pop3 websocket grpc mqtt graphql soap tcp udp icmp dns dhcp rest',
  ipVersion: 'ipv4 ipv6',
  httpMethod: 'get_request post_request put_request delete_request patch_request',
  httpVerb: 'get post put patch delete',
  stream: 'stdin stdout stderr',
  pieceOfCode:
    'class function module interface variable method struct enum constructor decorator macro package namespace',
  scalarType: 'integer/int float string/str boolean/bool double char byte date datetime timestamp decimal',
  collection: 'list/array dictionary/dict/hashmap/map tuple set stack queue heap tree graph linked_list deque vector',
  loop: 'for_loop while_loop do_while foreach recursion',
  sortOrder: 'ascending descending',
  algorithm:
    'quicksort mergesort heapsort bubble_sort insertion_sort selection_sort binary_search linear_search bfs dfs dijkstra',
  join: 'inner_join outer_join left_join right_join cross_join full_join',
  sqlAct: 'select insert update delete truncate',
  fileKind: 'files/file directories/directory/folders/folder symlinks/symlink links sockets fifos/pipes devices',
  tableParts: 'rows/row columns/column cells/cell',
  mapParts: 'keys/key values/value',
  textPart:
    'words/word lines/line characters/character/letters/letter sentences/sentence paragraphs/paragraph pages/page bytes/byte',
  permission: 'readable writable executable',
  permissionAct: 'read write execute',
  owner: 'user group others owner',
  role: 'admin/administrator guest moderator superuser root',
  credential: 'username password email_address phone_number passphrase pin api_key',
  environment: 'production/prod staging development/dev sandbox',
  buildKind: 'debug release',
  architecture: 'x86 arm amd64 arm64 risc-v',
  cipher: 'encrypt hash encode sign decrypt decode',
  hash: 'md5 sha1 sha256 sha512 bcrypt argon2 crc32',
  browser: 'firefox chrome safari edge opera brave internet_explorer/ie chromium',
  editor: 'vim emacs vscode/vs_code nano sublime intellij eclipse pycharm xcode notepad++ atom android_studio',
  officeProgram: 'excel powerpoint outlook onenote google_docs google_sheets libreoffice',
  chatService: 'slack discord teams zoom skype telegram whatsapp signal wechat viber messenger facetime',
  socialSite:
    'facebook twitter instagram linkedin youtube tiktok snapchat reddit pinterest quora tumblr tinder whatsapp myspace',
  shop: 'amazon ebay walmart alibaba flipkart etsy shopify target costco ikea snapdeal myntra',
  carMaker:
    'toyota honda ford bmw audi mercedes tesla volkswagen nissan hyundai kia mazda subaru volvo porsche ferrari jaguar chevrolet suzuki tata mahindra jeep lexus',
  phoneMaker: 'samsung apple nokia xiaomi oneplus huawei motorola sony lg htc lenovo oppo vivo google_pixel micromax',
  device: 'iphone ipad android_phone macbook laptop desktop tablet chromebook kindle smartwatch',
  console: 'playstation/ps4/ps5 xbox nintendo switch wii steam',
  company:
    'google microsoft apple amazon facebook/meta ibm oracle intel nvidia amd netflix uber lyft airbnb tesla spacex infosys tcs wipro accenture cognizant capgemini deloitte kpmg pwc dell hp cisco qualcomm adobe salesforce sap vmware goldman_sachs jpmorgan morgan_stanley',
  bank: 'chase citibank hsbc barclays hdfc icici sbi axis wells_fargo santander lloyds natwest capital_one bank_of_america deutsche_bank',
  payment: 'paypal venmo stripe zelle paytm google_pay apple_pay square wise western_union klarna',
  card: 'visa mastercard amex/american_express discover rupay',
  cardKind: 'credit_card debit_card gift_card prepaid_card',
  account: 'savings_account checking_account/current_account brokerage_account joint_account business_account',
  savings: '401k/401(k) roth ira pension hsa 529 annuity',
  loan: 'mortgage student_loan car_loan/auto_loan personal_loan home_loan payday_loan heloc',
  investment: 'stocks/stock bonds/bond etf/etfs mutual_fund/mutual_funds options futures reits gold silver cds',
  insurance:
    'health_insurance car_insurance/auto_insurance home_insurance life_insurance travel_insurance dental_insurance renters_insurance pet_insurance',
  tax: 'income_tax sales_tax property_tax capital_gains_tax estate_tax vat gst payroll_tax',
  taxForm: 'w-2/w2 w-4/w4 1099 1040 w-9/w9',
  crypto: 'bitcoin/btc ethereum/eth dogecoin litecoin ripple/xrp solana cardano monero tether',
  currency: 'dollars/dollar/usd euros/euro/eur pounds_sterling/gbp yen rupees/rupee/inr yuan francs pesos won rubles',
  stockIndex: 'nasdaq s&p nifty sensex ftse dax nikkei dow_jones',
  exam: 'jee neet gate cat gre gmat sat act toefl ielts upsc ias ssc ielts lsat mcat usmle cfa clat bitsat aiims ibps ca cpa frm',
  degree: 'bachelor/bachelors/btech/bsc/b.tech master/masters/mtech/msc/mba phd/doctorate diploma mbbs bca mca bcom',
  naturalLanguage:
    'english french german spanish italian chinese/mandarin japanese russian portuguese arabic hindi korean dutch swedish polish turkish greek hebrew latin urdu bengali tamil telugu marathi punjabi vietnamese thai indonesian finnish norwegian danish czech hungarian ukrainian romanian persian/farsi swahili cantonese sanskrit gujarati malayalam kannada',
  country:
    'france/french germany/german spain/spanish italy/italian japan/japanese china/chinese india/indian canada/canadian brazil/brazilian mexico/mexican russia/russian usa/us/american/america/united_states uk/britain/british/united_kingdom england/english australia/australian pakistan/pakistani bangladesh nepal israel/israeli iran/iranian iraq/iraqi syria/syrian turkey/turkish egypt/egyptian nigeria/nigerian kenya/kenyan ethiopia south_africa north_korea south_korea indonesia/indonesian malaysia singapore thailand vietnam philippines/filipino netherlands/dutch belgium/belgian switzerland/swiss austria/austrian sweden/swedish norway/norwegian denmark/danish finland/finnish poland/polish ukraine/ukrainian greece/greek portugal/portuguese ireland/irish scotland/scottish new_zealand argentina chile peru colombia cuba/cuban venezuela afghanistan saudi_arabia qatar kuwait uae/dubai sri_lanka hungary romania bulgaria serbia croatia iceland morocco algeria ghana uganda tanzania zimbabwe haiti jamaica taiwan/taiwanese hong_kong tibet libya yemen lebanon jordan',
  continent: 'europe/european asia/asian africa/african north_america south_america antarctica oceania',
  city: 'london paris berlin tokyo madrid rome boston chicago seattle houston dallas austin miami denver atlanta philadelphia detroit phoenix portland toronto vancouver montreal sydney melbourne mumbai delhi bangalore/bengaluru chennai kolkata hyderabad pune jaipur ahmedabad karachi lahore beijing shanghai seoul bangkok jakarta manila moscow istanbul cairo lagos nairobi johannesburg lisbon barcelona amsterdam brussels vienna zurich geneva oslo stockholm copenhagen helsinki warsaw prague budapest athens dublin edinburgh manchester munich hamburg milan venice florence kyoto osaka lima bogota new_york/nyc los_angeles san_francisco las_vegas san_diego washington_dc abu_dhabi tel_aviv',
  usState:
    'california texas florida ohio michigan illinois pennsylvania virginia massachusetts oregon colorado arizona nevada utah minnesota wisconsin iowa kansas missouri tennessee kentucky alabama louisiana oklahoma hawaii alaska maine vermont connecticut maryland indiana nebraska montana wyoming idaho',
  religion:
    'christianity/christian/christians islam/muslim/muslims/islamic hinduism/hindu/hindus buddhism/buddhist/buddhists judaism/jewish/jew/jews sikhism/sikh/sikhs jainism/jain atheism/atheist/atheists catholicism/catholic/catholics protestant/protestants',
  party:
    'republican/republicans democrat/democrats/democratic libertarian/libertarians labour conservative/conservatives bjp congress aap',
  planet: 'mercury venus mars jupiter saturn uranus neptune pluto earth moon sun',
  weekday: 'monday tuesday wednesday thursday friday saturday sunday',
  month: 'january/jan february/feb march april june july august september/sept october november/nov december/dec',
  season: 'summer winter spring autumn/fall',
  dayPart: 'morning evening afternoon night noon midnight',
  meal: 'breakfast lunch dinner brunch supper snack dessert',
  timeUnit:
    'seconds/second/sec minutes/minute hours/hour days/day weeks/week months/month years/year decades/decade centuries/century milliseconds/ms',
  frequency: 'hourly daily weekly monthly quarterly yearly/annually/annual',
  multiple: 'half double triple twice thrice quarter',
  lengthUnit:
    'km/kilometer/kilometers/kilometre/kilometres miles/mile meters/meter/metres/metre feet/foot inches/inch yards/yard cm/centimeters/centimeter/centimetres mm/millimeters',
  weightUnit:
    'kg/kilogram/kilograms/kilos lbs/lb/pounds grams/gram ounces/ounce/oz tons/ton/tonnes stone mg milligrams',
  volumeUnit:
    'liters/liter/litres/litre gallons/gallon cups/cup tablespoons/tablespoon teaspoons/teaspoon pints/pint ml/milliliters quarts',
  temperatureUnit: 'celsius fahrenheit kelvin',
  dataUnit: 'bits/bit bytes/byte kilobytes/kb megabytes/mb gigabytes/gb terabytes/tb',
  color:
    'red blue green yellow black white orange_color purple pink brown gray/grey violet teal magenta cyan gold turquoise maroon beige',
  animal:
    'dog/dogs/puppy/puppies cat/cats/kitten/kittens horse/horses rabbit/rabbits/bunny lion/lions tiger/tigers bear/bears wolf/wolves elephant/elephants cow/cows pig/pigs sheep goat/goats chicken/chickens duck/ducks fish fishes bird/birds parrot/parrots snake/snakes lizard/lizards turtle/turtles frog/frogs mouse/mice hamster/hamsters guinea_pig ferret monkey/monkeys gorilla/gorillas shark/sharks whale/whales dolphin/dolphins bee/bees ant/ants spider/spiders fox/foxes deer squirrel zebra giraffe panda kangaroo',
  meat: 'chicken beef pork tofu lamb turkey salmon tuna shrimp bacon ham steak',
  fruit:
    'apple/apples banana/bananas orange/oranges grape/grapes mango strawberry/strawberries lemon/lemons pear/pears peach/peaches pineapple watermelon cherry/cherries avocado',
  vegetable:
    'potato/potatoes tomato/tomatoes carrot/carrots onion/onions broccoli spinach cabbage lettuce pepper/peppers garlic cucumber/cucumbers',
  drink: 'tea coffee juice water milk beer wine soda whiskey vodka',
  grain: 'rice pasta bread quinoa oats/oatmeal wheat noodles couscous barley',
  transport: 'train bus plane car bicycle/bike motorcycle boat ship truck subway taxi scooter tram helicopter van',
  vehicleAct: 'drive fly sail cycle walk swim run',
  instrument: 'guitar piano violin drums/drum flute trumpet saxophone cello harmonica ukulele harp',
  sport:
    'football/soccer basketball tennis cricket hockey baseball golf rugby volleyball badminton boxing swimming cycling wrestling skiing snowboarding surfing skateboarding',
  dance: 'ballet salsa tango waltz hip-hop',
  schoolSubject:
    'biology chemistry physics history geography mathematics/math/maths economics philosophy psychology sociology literature art music statistics calculus algebra geometry',
  engineering:
    'civil_engineering mechanical_engineering electrical_engineering chemical_engineering computer_science software_engineering aerospace_engineering mechanical electrical civil',
  arithmetic: 'addition/add subtraction/subtract multiplication/multiply division/divide',
  trigonometry: 'sine cosine tangent',
  calculusAct: 'derivative integral limit differentiate integrate',
  statistic:
    'minimum/min/smallest/lowest maximum/max/largest/highest average/mean median mode sum/total variance standard_deviation count',
  shapeMeasure: 'area perimeter circumference volume radius diameter',
  shape: 'square circle triangle rectangle pentagon hexagon octagon cube sphere cylinder cone pyramid ellipse',
  chemical:
    'hydrogen oxygen nitrogen carbon helium sodium potassium calcium iron copper zinc lead mercury aluminum/aluminium sulfur chlorine',
  wordClass: 'adjective/adjectives noun/nouns verb/verbs adverb/adverbs pronoun/pronouns preposition/prepositions',
  grammar: 'singular plural',
  letterCase: 'uppercase/upper_case/capital_letters lowercase/lower_case camelcase title_case snake_case',
  letters: 'vowels/vowel consonants/consonant',
  parity: 'even odd prime',
  drug: 'ibuprofen/advil acetaminophen/tylenol/paracetamol aspirin naproxen/aleve amoxicillin penicillin metformin insulin lisinopril atorvastatin/lipitor omeprazole prednisone xanax adderall ritalin prozac zoloft lexapro viagra',
  vitamin: 'vitamin_a vitamin_b vitamin_b12 vitamin_c vitamin_d vitamin_e vitamin_k iron magnesium zinc',
  disease:
    'diabetes cancer asthma influenza/flu cold covid/covid-19/coronavirus pneumonia malaria dengue tuberculosis hiv hepatitis arthritis depression anxiety hypertension anemia migraine stroke alzheimer alzheimers parkinson bronchitis eczema psoriasis acne measles chickenpox typhoid',
  diabetesKind: 'type_1 type_2 gestational',
  symptom: 'cough fever headache nausea vomiting rash diarrhea constipation dizziness fatigue heartburn insomnia',
  bodyPart:
    'head neck shoulder arm elbow wrist hand finger chest back stomach hip leg knee ankle foot eye ear nose mouth tooth tongue heart liver kidney lung brain skin hair thigh toe',
  medicalMeasure: 'blood_pressure blood_sugar cholesterol heart_rate body_temperature bmi',
  clinician:
    'dentist cardiologist dermatologist psychiatrist psychologist pediatrician surgeon gynecologist neurologist oncologist physiotherapist optometrist',
  medicalAspect: 'cause/causes symptom/symptoms treatment/treatments cure prevention diagnosis',
  lifeStage:
    'infant/infants/baby/babies/newborn toddler/toddlers child/children/kid/kids teenager/teenagers/teen/teens adult/adults elderly seniors',
  parent: 'mother/mom/mum father/dad',
  sibling: 'brother/brothers sister/sisters',
  offspring: 'son/sons daughter/daughters',
  partner: 'wife husband boyfriend girlfriend fiance fiancee',
  relative: 'uncle aunt nephew niece grandfather grandmother cousin',
  gender: 'man/men/male/males/guy/guys/boy/boys woman/women/female/females/girl/girls/lady/ladies',
  pronoun: 'he/him/his/himself she/her/hers/herself',
  profession:
    'doctor/physician lawyer/attorney teacher engineer nurse accountant actor/actress architect artist auditor banker consultant economist editor journalist manager musician photographer pilot plumber politician professor programmer/developer psychologist salesperson scientist secretary singer soldier waiter/waitress writer/author electrician carpenter chef/cook pharmacist dentist driver farmer historian investigator investor entrepreneur executive educator interpreter intern analyst administrator assistant agent student',
  recipient: 'boss colleague/coworker customer/client friend neighbor/neighbour landlord tenant employee employer',
  document:
    'email letter tweet essay report memo resume/cv cover_letter invoice proposal speech contract blog_post press_release',
  tone: 'formal informal/casual funny serious sarcastic friendly professional',
  level: 'beginner/beginners intermediate expert/experts/advanced',
  diet: 'vegan vegetarian keto paleo gluten-free kosher halal',
  cooking: 'roast bake fry grill boil steam saute poach microwave smoke',
  genre: 'comedy horror drama thriller romance documentary sci-fi fantasy',
  artwork: 'poem song story novel painting movie/film play haiku essay',
  literary: 'book movie/film game song album',
  creation:
    'wrote/written/author directed/director produced/producer composed/composer painted/painter invented/inventor discovered/discoverer founded/founder sang/singer',
  lifeEvent: 'born/birth/birthday died/die/death/dead married/marry/marriage buried divorced/divorce',
  monarch: 'king queen prince princess emperor',
  office: 'president vice_president prime_minister governor mayor senator chancellor',
  corporateRole: 'ceo cto cfo coo chairman',
  physicist: 'einstein newton darwin galileo tesla edison hawking curie feynman bohr',
  writer: 'shakespeare dickens tolstoy hemingway austen orwell twain dostoevsky kafka',
  composer: 'mozart beethoven bach chopin vivaldi tchaikovsky',
  painter: 'picasso monet rembrandt dali michelangelo warhol',
  war: 'world_war_i world_war_ii civil_war vietnam_war cold_war gulf_war korean_war',
  direction: 'north/northern south/southern east/eastern west/western',
  side: 'left right',
  axis: 'horizontal/horizontally vertical/vertically diagonal/diagonally',
  axisName: 'x-axis y-axis z-axis',
  tense: 'past_tense present_tense future_tense',
  wave: 'transverse longitudinal',
  indoors: 'indoor/indoors outdoor/outdoors',
  clothing: 'shirt/shirts pants/jeans dress/dresses shoes/shoe hat jacket coat socks suit tie skirt boots',
  wood: 'oak pine maple walnut bamboo plywood',
  metal: 'steel iron aluminum/aluminium copper brass titanium bronze',
  surface: 'wood glass plastic metal concrete fabric leather granite tile marble',
  room: 'kitchen bathroom bedroom living_room basement attic garage',
  appliance: 'dishwasher refrigerator/fridge oven washing_machine dryer vacuum toaster freezer',
  furniture: 'sofa/couch bed table chair desk floor carpet roof shelf bench',
  posture: 'sitting/sat standing lying/laying sleeping/asleep kneeling jumping hanging leaning crouching flying',
  food: 'cereal nuts seeds cheese eggs/egg bread meat vegetables fruit soup salad pizza burger noodles cake cookies chocolate butter oil honey formula yogurt sushi sandwich tuna salmon steak',
  bodilyAct:
    'running walking jumping swimming sleeping eating drinking cooking dancing singing reading writing climbing riding driving crying laughing smiling fighting cutting peeling frying mixing pouring washing painting drawing throwing kicking catching hitting playing talking/speaking shouting diving surfing skiing skating fishing hiking',
  metric: 'precision recall accuracy f1 latency throughput bandwidth',
  learning: 'supervised unsupervised reinforcement',
  lifecycle: 'alpha beta stable',
  aggregate: 'city state country county province continent',
  fileAct: 'copy move rename delete/remove/erase create compress extract',
  serviceAct: 'install uninstall update/upgrade configure restart deploy debug test monitor backup restore',
  deadline: 'birthday anniversary wedding funeral graduation',
};
