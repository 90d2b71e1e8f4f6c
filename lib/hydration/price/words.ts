/**
 * What a word before a number says of it:
 * `price` what it costs · `now` the same, after a change · `was` no longer · `list` what the maker or market asks ·
 * `fee` something else to pay: delivery · `limit` from or up to where something holds · `off` taken off ·
 * `other` no money: phone, till, size, model · `bulk` for many · `near` a price only where nothing follows ·
 * `filler` nothing · `change` from here on, or was from there · `old` makes a price one of before ·
 * `less` a fee that is none: free, included.
 */
export type Label = 'price' | 'now' | 'was' | 'list' | 'fee' | 'limit' | 'off' | 'other' | 'bulk' | 'near' | Faint;
type Faint = 'filler' | 'old' | 'less' | 'change';

const WORDS: Record<Label, string> = {
  price: `price prices priced pricing bei beii beyi bey prc prce pirce cost costs costing cst amount total asking
    retailing selling sells sell each per going goes inauzwa tunauza nauza inaenda zinaenda cash yours
    pekee only just tu @ 💰 💵 💲 💸 🤑 🏷 💴 💶 💷 🪙 igiciro prix preço preco precio harga preis prezzo fiyat giá цена
    cena السعر سعر ዋጋ ዋጋው በ कीमत kuanzia starting retail rejareja reja outright valor satuan bbeyi mtengo unapata
    unaipata utapata unachukua chukua jipatie gharama chapaa doo ganji beba unabeba shika naachilia tunaachia
    zinauzwa rent kodi
    rtl`,
  now: `now sasa unalipa utalipa offer ofa sale promo leo today clearance special deal last
    final አሁን agora hoje maintenant ubu mwisho`,
  was: `❌ ✖ ✘ was were ilikuwa ilikua zilikuwa zilikua antes avant before zamani previously formerly initially awali
  kabla instead badala duka`,
  list: 'mrp rrp market',
  fee: `deposit dep downpayment installment installments instalment instalments booking reservation reserve
    delivery deliveries deliver shipping ship transport usafiri nauli fare postage parcel courier rider boda
    installation fitting fixing assembly registration fee fees charge charges viewing topup top-up additional
    extra add ongeza mounting mchango michango contribution garbage sewing stitching kushona ushonaji tailoring
    alteration alterations fuel balance commission fine penalty engraving embroidery branding printing customization
    customisation
    wrap wrapping packaging service labour labor lipa installements dispatch kutuma weekly daily budget bajeti frete
    ongkir
    livraison entrada g4s fargo doorstep kutumiwa tunatuma tuma processing transfer replacement driver
    goodwill exchange move laying survey deed documentation agreement agency legal caution levy ዴሊቨሪ 🚚 🛵 🏍 🚛`,
  limit: `over above below under minimum min moq orders spend purchases purchase worth zaidi chini upto up
    maximum exceeding beyond least`,
  off: 'save saves win off less discount punguzo cashback voucher coupon savings reward earn ushindi desconto diskon',
  other: `sz szs size sizes saizi no nos number model code sku till paybill bill account acc acct a/c pin id
    year years since est established tracking capital pay salary loan limit version v vol volume series note
    type age aged umri mlango room rm shop shops stall floor house hse plot block gate lane road rd street st
    route box p.o ref serial imei batch goods mpesa pesa pochi momo money bank branch call whatsapp w/app sms
    text tel phone mobile contact contacts piga simu namba nambari line hotline reach inbox pack packs set sets
    qty quantity stock available remaining buy get pcs pieces x length width height depth weight capacity ram
    rom storage battery core chapter grade form class std level page step day week month born bust waist hips ስልክ ቁጥር
    ፎቅ ሱቅ
    followers wateja watu subscribers
    chest eu uk us spf dpi psi windows android ios gen generation iphone galaxy redmi cap litres liters kg gb tb
    inch inches 📞 ☎ 📱 📲 📏 📐 📅 🕐 ⏰ 📍 lat lng ext suite apt wing kilometre km mileage engine cc units seats slots
    power watts`,
  bulk: 'jumla wholesale w/sale bulk carton bale dozen dozens reseller resellers w/s whsl wsale',
  near: 'ours hapa kwetu at for kwa from between kati iko ziko inakuja zinakuja',
  filler: `is are ni ya za wa la yake zake its it the a an our my your yako of moja kila one range single new
    brand mpya very best good nice small medium large big s m l xl xxl xs ndogo kubwa kids adult adults men
    ladies king queen double pair all any ukubwa to as low approx approximately about around roughly here within
    outside inside in cbd nairobi mombasa kisumu nakuru eldoret thika kampala dar lagos accra kenya town estate
    countrywide nationwide upcountry environs ndani nje locally online mtaani pickup pick ina zina kwako kenyan
    same order negotiable neg nego fixed na i.e e.g ie eg cada apenas poa nafuu chee rahisi yetu nzuri jioni`,
  old: `old usual usually original normal regular previous initial former market shop store elsewhere others wengine
  mall`,
  less: 'free bure included inclusive includes including incl',
  change: 'reduced discounted dropped slashed down imeshuka punguzwa imepunguzwa kutoka toka marked cut',
};

const labels = new Map<string, Label>();
for (const [label, words] of Object.entries(WORDS) as [Label, string][])
  for (const word of words.split(/\s+/)) if (!labels.has(word)) labels.set(word, label);

/** See Label; undefined for a word that says nothing of a number. */
export const labelOf = (word: string): Label | undefined => labels.get(word);

const setOf = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** What a number before it counts or measures. */
export const UNITS = setOf(
  `gb tb mb gigs mah mp megapixel megapixels mpx inch inches in cm mm mtr mtrs m meter meters metre metres yard
  yards yrd yrds kg kgs kilo kilos g gm gms gram grams mg mcg iu oz ounce ounces lb lbs pound pounds ton tons
  tonne tonnes ml mls l lt lts ltr ltrs litre litres liter liters lita cl w watt watts kw kva va volt volts v hz
  khz mhz ghz mbps kbps hp rpm cc btu lumens lm lux psi bar dpi fps ply gsm tc thread threads denier micron hr
  hrs hour hours minute minutes mins min sec secs second seconds saa day days siku week weeks wiki month months
  miezi mwezi yr yrs year years miaka pc pcs piece pieces vipande pairs pair pack packs packet packets set sets
  dozen dozens seater seaters seat seats size sizes followers follower subscribers subs members views likes
  people watu pax students customers clients buyers orders reviews ratings stars units unit left remaining sold
  km kms mile miles ft feet foot acre acres sqm sqft sq am pm st nd rd th x tv uhd hd fhd qhd oled qled video
  display screen monitor camera resolution karat karats carat carats ct kt gauge core cores channels channel key
  keys burner burners plates plate doors door drawers drawer tier tiers step steps layers layer speed speeds
  gear gears holes pockets rooms room bedroom bedrooms vyumba pages page songs games tablets capsules sachets
  bags eggs trays bottles rolls sheets slices chicks birds plants seedlings spf degrees calories kcal puffs amps
  amp ah wh way ways pin pins port ports usb bit rims rim tyre tyres tires wheels model edition version series
  generation gen road street avenue ave lane plaza floor building house mall stage branches outlets shops books
  book happy satisfied ram rom ssd hdd megabytes nights guests`,
);
/** Units that are sold one by one: what stands before them with a currency is the price of one. */
export const SOLD_BY = setOf(
  `pc pcs piece pieces pair pairs set sets kg kgs kilo kilos g gram dozen dozens pack packs packet packets l ltr
  ltrs litre litres liter liters lita m meter metre metres meters yard yards ft feet unit units hr hour hours
  day days night nights week weeks month months year person people pax plate plates tray trays bottle roll rolls
  bag bags head acre acres size sizes siku wiki mwezi saa mtr mtrs km bale carton crate box each one moja sqm`,
);
/** Names of products as well: what follows them is grouped or marked as no number of theirs is. */
export const PRODUCTS_TOO = setOf(
  `phone mobile set sets pack packs box plot series shop house class pieces power windows cap`,
);
/** At the end of a line, what the number on the next is. */
export const HEADS_NUMBER = setOf(
  `till paybill bill account acc acct a/c no nos number namba nambari mpesa pesa pochi momo money bank goods tel
  call text sms simu piga whatsapp w/app contact contacts line hotline code ref sku model serial tracking pin p.o
  inbox
  size sizes saizi sz id imei batch`,
);
/** Who is counted, with a word before: 10k IG followers. */
export const PUBLIC = setOf(`followers subscribers members likes views customers clients people reviews buyers
  users`);
/** What has a deposit and a price for each day. */
export const HIRES = setOf('hire rent rental renting lease airbnb kukodisha kodi');
/** What is sold for millions, so that `m` is no metre. */
export const SOLD_IN_MILLIONS = setOf(
  `plot plots land acre acres house bedroom bedrooms bedroomed maisonette maisonettes bungalow apartment duplex villa
  mansion townhouse farm shamba kiwanja viwanja nyumba ekari ploti outright car cars gari lorry truck tractor pickup
  matatu toyota nissan mazda subaru honda suzuki mitsubishi isuzu mercedes benz bmw audi volkswagen vw ford hyundai
  kia
  lexus rover peugeot prado harrier fielder premio axio vitz probox demio forester impreza hilux noah voxy wish allion
  alphard vanguard rav4 corolla camry crown passo ractis`,
);
/** After `50m`: how far or how long something is. */
export const LENGTHS_AFTER = setOf(
  `x by × * from off to away wide long high deep length width tarmac road kutoka toka radius sq per cable frontage`,
);
/** After an amount: it was the price. */
export const WAS_AFTER = setOf('የነበረ የነበረው የነበረውን ነበር ilikuwa ilikua');
export const PLACE_NAMES = setOf(
  `cbd nairobi mombasa kisumu nakuru eldoret thika kampala dar lagos abuja accra lusaka town towns estate estates
  upcountry countrywide nationwide environs outside within mtaani nje ndani island mainland kenya mikoani mkoani
  pickup`,
);
export const NATIONS = setOf('kenya kenyan uganda ugandan tanzania tanzanian ghana ghanaian nigerian us');
/** Time: what is paid for each is the price of a hire, or a part of one by instalments. */
export const TIMES = setOf(
  `hr hour hours day days night week weeks month months siku wiki mwezi saa daily weekly monthly mo year`,
);
/** After a number: it was the price. */
export const CLOSERS = setOf(
  `total only tu pekee each per neg negotiable nego fixed slightly @ moja kila apiece bei price net flat both onwards
  ono inclusive exclusive excluding including delivered incl retail rejareja last tuu peke`,
);
/** After a number and `and`, or alone: a limit, not a price. */
export const OPEN_ENDED = setOf('above over more zaidi upwards plus');
export const OFF_AFTER = setOf('off voucher coupon discount punguzo cashback less savings saved fine faini prize');
export const FEE_AFTER = setOf(
  `deposit delivery shipping transport usafiri downpayment booking fee fees fare extra balance installation upfront`,
);
/** Paid little by little: what is paid for each time is no price. */
export const INSTALMENTS = setOf('installment installments instalment instalments lipa mdogo polepole');
export const DEPOSITS = setOf('deposit dep downpayment');
export const SHORT_TIMES = setOf('day days siku week weeks wiki daily weekly');
export const GOLD = setOf(
  `gold golden plated karat carat jewellery jewelry necklace chain ring rings bracelet earrings earring`,
);
export const SCREENS = setOf(`tv tvs uhd video hdmi monitor camera projector resolution smart screen dashcam
  youtube`);
export const DIMENSION = setOf('x by × *');
export const ARROWS = setOf('→ ➡ ➜ ➔ » > ⇒ 👉 ⏩');
export const DASHES = setOf('- – — −');
export const RANGE_WORDS = setOf('to hadi mpaka');
export const isPicture = (text: string): boolean => /^\p{Extended_Pictographic}/u.test(text);
/** Without models and contents of their own: `Handbag 2500` is a price. */
export const SOFT_GOODS = setOf(
  `handbag handbags bag bags backpack purse wallet clutch dress dresses gown skirt skirts top tops blouse blouses
  tshirt
  tshirts shirt shirts trouser trousers jeans pants shorts leggings hoodie hoodies sweater sweaters jacket jackets
  coat
  blazer blazers suit suits cardigan jumpsuit jumpsuits romper dera deras kitenge vitenge ankara leso lesos kikoy
  shuka
  khanga kanga gauni mkoba viatu shoe shoes sandals heels boots sneakers loafers doll dolls slippers crocs wedges
  official officials rubber rubbers socks boxers bra bras lingerie pyjamas nightdress scarf scarves cap caps hat hats
  belt belts tie ties sunglasses earrings necklace necklaces bracelet bracelets anklet wig wigs braids weave lashes
  bedsheet bedsheets sheets duvet duvets blanket blankets towel towels pillow pillows curtain curtains sheers carpet
  carpets rug rugs mat mats mattress sofa sofas bed beds table tables chair chairs stool stools wardrobe dresser shelf
  rack stand cupboard cabinet mirror mirrors cake cakes pizza pilau biryani cover covers toy toys swimsuit swimsuits
  jersey jerseys uniform uniforms tracksuit tracksuits apron aprons vest vests kaptan kaftan abaya hijab
  watch watches mug mugs lipstick nails manicure pedicure facial massage makeup earphones headphones earpods vans
  airforce airforces jordans`,
);
/** Their models have round numbers: `HP 250`, `Yeezy 350`. */
export const MODELS = setOf(
  `nokia tecno itel samsung hp dell lenovo canon nikon sony epson lg jbl peugeot boxer tvs bajaj honda yamaha mercedes
  benz bmw isuzu lexus ktm classic max airmax balance yeezy boost nb gtx rtx rx gt ryzen core i3 i5 i7 i9 latitude
  inspiron optiplex probook elitebook elitedesk prodesk thinkpad ideapad toner cartridge xbox series tab note pixel
  cruiser actros`,
);
/** What is told by how much it holds or does: `Power bank 20000`, `Puzzle 1000`. */
export const CAPACITIES = setOf(
  `powerbank mah puffs vape puzzle inverter generator stabilizer stabiliser battery ups tank lumens watts rpm btu
  power
  wattage thread count load max gsm width height speed postal box puff bank sim km mileage odometer views followers
  isbn barcode`,
);
/** What an amount in its clause is for, whatever stands between: to swap, to win, to earn, what something is worth. */
export const FOR_SOMETHING_ELSE = setOf(
  `topup top-up swap swapping exchange upgrade trade badilisha kubadilisha ongeza uongeze ukiongeza unaongeza
  kuongeza win wins winning shinda ushinde kushinda raffle prize prizes worth thamani salary mshahara mishahara
  earn insurance bima loan loans mkopo mikopo fuliza limit okoa save saved airtime avoid faini`,
);
/** Goods beside SOFT_GOODS, singular: two of them with a price each are a list. */
export const HARD_GOODS = setOf(
  `fridge freezer microwave iron kettle toaster blender cooker oven washer machine dispenser heater fan tv
  television woofer radio speaker decoder laptop mouse keyboard charger cable earphone earbud powerbank phone
  tablet printer router flash monitor camera tripod adapter screen protector sukari sugar unga flour mafuta oil
  mchele rice maharage bean maziwa milk bread mkate egg mayai chumvi salt soap sabuni chapati chapo pilau ugali
  nyama beef chicken kuku fish samaki samosa mandazi chai tea coffee juice soda water chip burger sausage meza
  kiti viti kabati kitanda godoro showcase mannequin steamer hanger cushion pillow throw stool cooker cylinder
  jiko sufuria pan pot plate cup glass spoon tray bucket basin perfume lotion cream oil serum weaving relaxer
  retouch braid cornrow locs wash treatment bumper headlight mirror tyre rim battery bonnet door engine gearbox
  radiator seat sneaker`,
);
/** A first line that announces several things; singular. */
export const ANNOUNCING_SEVERAL = setOf(
  `menu list pricelist item services service huduma accessorie moving kuhama clearance closing stock vitu bidhaa part
  household grocerie product`,
);
/** Before an amount they name no goods, only which of them. */
export const VARIANTS = setOf(
  `size small medium large big ndogo kubwa kati xxl mini jumbo set pair dozen piece single double full half quarter
  black white red blue green brown grey gray pink nude gold silver kids adult adults men ladies new used ex`,
);
