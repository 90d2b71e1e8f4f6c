import { describe, expect, test } from 'vitest';
import { phoneOf } from './phones-for-tests';
import { readPrice } from './read-price';

/** Captions with an amount in them that is not the price of what is shown, or with amounts that contradict. */
type Caption = [text: string, price: number | null, country?: string];

const check = (text: string, price: number | null, country: string = 'KE'): void => {
  expect(readPrice(text, phoneOf(country))?.amount ?? null).toBe(price);
};

describe('a piece, a box, a metre', () => {
  test.each<Caption>([
    ['Ladies vests\nDozen 7,200 single 800\nOrder via WhatsApp', 800],
    ['Ceramic tiles 40x40\nPer box 850 (600 per sqm)\nDelivery at a fee', 850],
    ['Biscuits assorted\nCarton 2,400 / piece 120', 120],
    ['Mitumba jeans grade A\nBale 28,000\nSold as a bale only', 28000],
    ['Chain link fence\nKsh 5,500 per roll\n(Ksh 300 per yard)', 5500],
    ['Mabati gauge 30\nKsh 75 per foot\nAvailable in all colours', 75],
    ['Vitenge\nKsh 350 per yard\nKsh 1,800 for 6 yards', 350],
    ['School bags\nPiece 950\nDozen 9,600', 950],
    ['Hair food 300g\nBox of 12 - 2,160\nPiece - 200', 200],
    ['Socks\nDozen @600, pair @80', 80],
    ['Cooking oil 20L\nJerrican Ksh 4,600 (Ksh 230 per litre)', 4600],
    ['Kitunguu\nGunia 6,500\nKilo 90', 90],
    ['Maharagwe gunia la 90kg\nKsh 12,600 (140 kwa kilo)', 12600],
    ['Wallpaper 3D\nKsh 1,200 per roll\nOne roll covers 5.3 sqm, so about Ksh 226 per sqm', 1200],
    ['Diapers jumbo pack\n72 pcs Ksh 1,450\nThat is 20 bob per diaper', 1450],
    ['Exercise books 200 pages\nCarton (60 pcs) 4,200\nDozen 900\nPiece 85', 85],
    ['Cabro paving blocks\nKsh 850 per sqm (50 pieces per sqm)', 850],
    ['Mayai\nTray 380, crate ya trays 12 ni 4,400', 380],
    ['Pampers\nBale ya 6 packs 6,300\nPack moja 1,100', 1100],
    ['Soda 300ml\nCrate 840\nBottle 40', 40],
  ])('%j: %j', check);
});

describe('sums', () => {
  test.each<Caption>([
    ['Blender 2 in 1\nKsh 3000 -500 = 2500\nOffer ends Sunday', 2500],
    ['Duvet 6x6\nKsh 2,000 + 300 delivery = 2,300', 2000],
    ['Office chairs\n1500 x 4 = 6000\nCall to order', 1500],
    ['Ankara dress\nPrice 2,500\nDelivery 300\nTotal 2,800', 2500],
    ['Curtains 2m\n1,200 x 2 = 2,400', 1200],
    ['Air fryer\n8,500 - 1,000 discount = 7,500', 7500],
    ['Shoe rack 5 tier\nWas 3,500. Less 20% = 2,800', 2800],
    ['Kiondo bag\n1800+200 delivery', 1800],
    ['TV wall mount\nKsh 1,500 + 500 installation = Ksh 2,000', 1500],
    ['Makeup brushes\nKsh 1000 less 200. Pay Ksh 800', 800],
    ['iPhone 11\n35,000 – 2,000 off = 33,000', 33000],
    ['Bar stools\n2 @ 4,500 = 9,000', 4500],
    ['Maziwa lala\nlita 5 x 120 = 600', 120],
  ])('%j: %j', check);
});

describe('exchange and top-up', () => {
  test.each<Caption>([
    ['iPhone 13 128GB\nKsh 45,000. Top up from iPhone X Ksh 15,000', 45000],
    ['Samsung S21\nPrice 38,000\nTrade in your S20 and add 12,000', 38000],
    ['iPhone 12 Pro\n52k cash\nSwap from iPhone 11 plus 18k', 52000],
    ['Tecno Camon 20\nKsh 21,500\nExchange: bring your old phone, top up from Ksh 8,000', 21500],
    ['iPhone XR exchange\nTop up 10,000 from iPhone 8 Plus', null],
    ['HP EliteBook 840\nKsh 32,000\nTrade-ins accepted, we give up to 15,000 for your old laptop', 32000],
    ['PS4 slim\nKsh 24,000\nUnaweza ongeza 12,000 na PS3 yako', 24000],
    ['Gas cylinder 6kg\nEmpty exchange refill 1,150\nComplete with gas 3,200', 3200],
    ['13kg gas\nRefill 2,650\nDelivery free', 2650],
    ['iPhone 14\nKsh 78,000\nUpgrade from 13: Ksh 25,000\nUpgrade from 12: Ksh 35,000', 78000],
    ['Google Pixel 6\n33,500/=\ntop up 9,500/= ukileta Pixel 4', 33500],
    ['Samsung TV 43"\nKsh 29,999\nTop-up from 32" at Ksh 16,000', 29999],
  ])('%j: %j', check);
});

describe('a set and its parts', () => {
  test.each<Caption>([
    ['5 seater sofa\nSofa Ksh 35,000. Per seat Ksh 7,000', 35000],
    ['Bridal makeup\nBride 5,000, maids 2,500', 2500],
    ['Three piece skirt suit\nFull set 12,000, top only 4,500, skirt 3,000', 12000],
    ['7 seater L shape\nKsh 7,500 per seat\nTotal Ksh 52,500', 52500],
    ['Dining table 6 seater\nFull set Ksh 48,000\nTable only Ksh 22,000\nChair Ksh 4,500 each', 48000],
    ['Bedsheet set\nComplete set 2,800\nPillowcases only 600', 2800],
    ['Skirt suit\nWhole set 6,500\nBlazer alone 4,000', 6500],
    ['Cookware 12 pcs\nSet 7,500, each piece 900', 7500],
    ['Meza na viti\nSeti nzima 15,000\nKiti kimoja 3,500', 15000],
    ['Sofa set 3+2+1\nKsh 65,000 set nzima\nKiti cha mtu mmoja 15,000', 65000],
    ['Couple outfits\nBoth 5,500\nLady 3,000 man 2,800', 5500],
    ['Bedroom set\nKsh 85,000 complete\n(bed Ksh 40,000, dresser Ksh 25,000, side drawers Ksh 10,000 each)', 85000],
    ['L shape sofa 7 seater\n7k per seater', null],
    ['Gym set\nFull kit Ksh 18,500\nBar only Ksh 6,000', 18500],
  ])('%j: %j', check);
});

describe('a list of different goods', () => {
  test.each<Caption>([
    ['Fridge 34,000\nMicrowave 9,500\nIron 1,800', null],
    ['Fridge Ksh 34,000\nMicrowave Ksh 9,500\nIron Ksh 1,800', null],
    ['Moving out sale\nBed 6x6 - 15,000\nTV 32 inch - 9,000\nGas cooker - 12,500', null],
    ['House items for sale\nSofa Ksh 20,000\nCoffee table Ksh 6,500\nCarpet Ksh 4,000', null],
    ['Price list\nSukari 2kg 320\nUnga 2kg 190\nMafuta 1L 310', null],
    ['Accessories\nCharger 500\nEarphones 300\nPower bank 2,200', null],
    ['Menu ya leo\nChapo 20\nBeans 50\nPilau 200', null],
    ['Salon services\nBraids 1,500\nWeaving 800\nRelaxer 600', null],
    ['Kuhama sale\nMeza 4,500\nViti 2,000\nKabati 7,000', null],
    ['Laptop Ksh 28,000\nMouse Ksh 600\nKeyboard Ksh 1,200', null],
    ['Handbags 1,500\nShoes 2,000\nDresses 1,200', null],
    ['Kettle 1,800/=\nToaster 2,500/=\nBlender 3,200/=', null],
    ['Closing down\n- Showcase 18,000\n- Mannequins 2,500\n- Steamer 4,500', null],
    ['Spare parts Vitz\nBumper 6,500\nHeadlight 4,500\nSide mirror 3,000', null],
    ['Bed Ksh 12,000, mattress Ksh 8,500, wardrobe Ksh 16,000', null],
    ['Stock mpya\nJeans @1200\nT-shirts @600\nHoodies @1500', null],
  ])('%j: %j', check);
});

describe('fees and services beside the price', () => {
  test.each<Caption>([
    ['Kitenge 6 yards\nKitenge 1,500, sewing 1,000', 1500],
    ['Curtains\nKsh 1,300 per metre\nStitching 200', 1300],
    ['Ceiling fan\nKsh 4,200\nInstallation Ksh 1,000', 4200],
    ['Car tracker\n6,500, fitting 500', 6500],
    ['2 bedroom Kasarani\nRent 22,000\nViewing fee 500\nService charge 2,000', 22000],
    ['DSTV decoder\nKsh 1,500\nFitting Ksh 1,000', 1500],
    ['Suit ya kiume\nKsh 7,500\nAlterations 500', 7500],
    ['Driving school\nRegistration 1,000', null],
    ['Frames 12x16\n1,200\nFraming your own photo: 800', 1200],
    ['Wigs\nKsh 6,500\nInstall Ksh 1,500', 6500],
    ['Phone cover\n500/=\nScreen replacement 3,500/=', 500],
    ['Gari ya harusi\nHire 15,000\nFuel 5,000 kwa mteja', 15000],
    ['Kitambaa 1,800 kushona 1,200', 1800],
    ['Cake 1kg\n1,800\nCandles 100\nTopper 350', 1800],
    ['Printed hoodies\nKsh 1,500\nPrinting Ksh 300 extra', 1500],
    ['Solar panel 200W\nKsh 9,800\nLabour 2,500', 9800],
    ['Land in Kitengela 50x100\nKsh 850,000\nTitle transfer Ksh 35,000', 850000],
    ['Bodaboda Boxer 150\nKsh 168,000\nInsurance 8,000\nRegistration 4,500', 168000],
    ['Lace front wig\n7,500. Plucking 500. Bleaching knots 700.', 7500],
    ['Parcel bag\nKsh 850\nRider 200 within town', 850],
  ])('%j: %j', check);
});

describe("instalments, salaries, prizes, savings, what it is worth: other people's amounts", () => {
  test.each<Caption>([
    ['Samsung A15\nLipa pole pole 300 daily', null],
    ['Infinix Smart 8\nDeposit 3,500 then 80 per day', null],
    ['Nokia G21\nCash 15,500\nLipa mdogo mdogo 100 daily', 15500],
    ['Sales ladies wanted\nSalary 15,000 + commission', null],
    ['Buy a TV and win 10,000\nKsh 18,500 only', 18500],
    ['Gift hamper worth 5,000\nNow Ksh 3,500', 3500],
    ['Perfume set\nSave 500 today\nKsh 2,500', 2500],
    ['Unga promo\nOkoa 50 bob\nSasa 180 bob', 180],
    ['Smart watch\nOkoa Ksh 500! Nunua leo Ksh 2,000', 2000],
    ['Laptop bag free worth Ksh 2,000 with every laptop\nHP 840 G3 Ksh 26,500', 26500],
    ['Shopping voucher\nWorth Ksh 5,000', null],
    ['Phone insurance up to Ksh 50,000 cover\nItel A70 Ksh 10,999', 10999],
    ['Get a loan of up to Ksh 100,000\nLogbook loans within 24 hours', null],
    ['Tecno Spark 10\nFuliza limit 20,000 na unapata\n14,500 cash', 14500],
    ['Okoa jahazi 500 accepted here', null],
    ['Data bundles\n10GB 1,000 bob\nvalid 30 days', 1000],
    ['Airtime 50 free with every phone\nItel 2160 Ksh 1,850', 1850],
    ['Sofa 5 seater\nShinda 20,000 ukinunua sofa\n42,000', 42000],
    ['M-Kopa TV\nDeposit 4,999\n99 kwa siku', null],
    ['Fridge 120L\nPay Ksh 2,500 weekly\nCash price Ksh 26,000', 26000],
    ['Raffle! Nunua bidhaa upate nafasi ya kushinda 100,000', null],
    ['Motorbike\nDaily payment 450 for 18 months\nDeposit 20,000', null],
    ['Handbag\nMarket value 6,000, our price 3,800', 3800],
    ['Chama savings 2,000 monthly\nJoin us', null],
    ['Boda boda wear\nReflector jacket 800\nAvoid a 10,000 fine', 800],
    ['Customers saved over 5,000 with us\nMicrowave 20L\n8,900', 8900],
  ])('%j: %j', check);
});

describe('an asking price and the last', () => {
  test.each<Caption>([
    ['Nike Air Max\nKsh 4,500 last 4,000', 4000],
    ['iPhone 8\n18k last 16k', 16000],
    ['Office desk\nKsh 12,000 bargain upto 10,500', 12000],
    ['Handbag\n2,500 last price 2,200', 2200],
    ['Subaru Impreza 2010\nAsking 750k last 700k', 700000],
    ['Jeans\n1,500 mwisho 1,300', 1300],
    ['Bed 5x6\nAsking 14,000\nLast price 12,500\nNo more bargaining', 12500],
    ['Gas cooker\nKsh 9,000 neg to 8,000', 9000],
    ['Kabati\nBei 8,500 bei ya mwisho 7,800', 7800],
    ['Sneakers\nKsh 3,000 (last 2,700)', 2700],
    ['Toyota Axio\nKsh 1.05M negotiable upto 980k', 1050000],
    ['TV 43\nKsh 22,000. Final 20,500', 20500],
  ])('%j: %j', check);
});

describe('a number too small for its money', () => {
  test.each<Caption>([
    ['Gomesi\nPrice 45', null, 'UG'],
    ['Shoes\nPrice: 85', null, 'UG'],
    ['Sofa\nBei 350', null, 'TZ'],
    ['Kitenge\nBei 12 tu', null, 'TZ'],
    ['Gomesi\nPrice 45k', 45000, 'UG'],
    ['Chapati\nUgx 500', 500, 'UG'],
    ['Dress\nPrice 120 negotiable', null, 'UG'],
    ['Bag\n@35', null, 'UG'],
    ['Igitenge\nigiciro 15', null, 'RW'],
    ['Shoe\nPrice 25', null, 'NG'],
    ['Bag\nprice 12k', 12000, 'NG'],
    ['Sofa set\nPrice 7', null],
    ['Sweet\nPrice 5/=', null],
    ['Mandazi\nPrice 10 bob', 10],
    ['Chapati 20 bob each', 20],
    ['Gari\nBei 18 m', 18000000, 'TZ'],
    ['Boots\nPrice 85/=', null, 'UG'],
    ['Trousers\n35 each', null, 'UG'],
    ['Blouse\nBei 25,000', 25000, 'TZ'],
    ['Laptop HP\n650 only', null, 'UG'],
  ])('%j: %j', check);
});

describe('decimals, slips, years, telephones, models', () => {
  test.each<Caption>([
    ['Shoes\nKsh 1.200', 1200],
    ['Sofa\nKsh 2.5', null],
    ['Handbag\nKsh 2.500 only', 2500],
    ['Car radio\nKsh 8.5k', 8500],
    ['Dress\nKsh 1,2OO', 1200],
    ['TV\nKsh 18.999', 18999],
    ['TV\nKsh 18,99', null],
    ['Bag\nKsh .1500', 1500],
    ['Watch\nKsh 1500.00', 1500],
    ['Watch\nKsh 1,500.0', 1500],
    ['Toyota Vitz 2012 KES 680,000', 680000],
    ['Nissan Note\nYear 2014\nKsh 720,000\nMileage 84,000', 720000],
    ['Mazda Demio 2015\nImported 2022, asking 850,000', 850000],
    ['2019 model\n35,000/= last', 35000],
    ['New year offer 2026\nKsh 1,999', 1999],
    ['Call 0712 345 678\nSofa Ksh 24,000', 24000],
    ['Call 0722 000 and ask for Jane\nPrice on request', null],
    ['Paybill 400200 acc 12345\nKsh 2,300', 2300],
    ['KSh HP 250 G8 Ksh 42,000', 42000],
    ['Bei HP 840 G5\n34,000', 34000],
    ['Sony WH-1000 Ksh 12,500', 12500],
    ['KES Nokia 3310 KES 2,800', 2800],
    ['Price Peugeot 504', null],
    ['Canon EOS 4000D price 38,500', 38500],
    ['Redmi Note 12 kes 22,000 128gb', 22000],
    ['Fridge model RF-250 @ 28,500', 28500],
    ['Mattress 4x6 high density 8" Ksh 9,500', 9500],
    ['Ksh 2,500,00', null],
    ['Blender\nKsh 4.500/=', 4500],
    ['Infinix Hot 30\n15.500/=', 15500],
  ])('%j: %j', check);
});

describe('a piece, a box, a metre, again', () => {
  test.each<Caption>([
    ['Ladies panties\nPer dozen 960\nPer piece 100', 100],
    ['Notebooks A5\n1 pc @150\n1 dozen @1,500', 150],
    ['Gypsum boards\n1,150 each\nPallet of 50 at 1,080 each', 1150],
    ['Sisal rope 10mm\nRoll 3,400, per metre 40', 40],
    ['PVC pipes 4 inch\nKsh 1,450 per length (6m)', 1450],
    ['Artificial grass\nKsh 1,300 per sqm\nRoll of 50sqm Ksh 60,000', 1300],
    ['Eggs kienyeji\nTray 500\nEgg 20', null],
    ['Viazi\nGunia 4,500 debe 700', 700],
    ['Charcoal\nSack 2,800\n2kg tin 120', 120],
    ['Cement Bamba\nMfuko 780 bob\nMifuko 50 na zaidi 750', 780],
    ['Bar soap\nCarton @1,950\nBar @95', 95],
    ['Perfume oil\n10ml - 500\n30ml - 1,200\n100ml - 3,000', 500],
    ['Chapati flour 24kg bale\nKsh 1,750 per bale', 1750],
    ['Lace fabric 5 yards\nKsh 4,500 for 5 yards\nKsh 950 per yard', 950],
    ['Mosquito net\nRetail 650 wholesale 480', 650],
    ['Fabric ya pazia\nRola 12,000\nMita 350', 350],
    ['Mwea rice\n25kg bag 4,250 (170 per kg)', 4250],
    ['T-shirts plain\n1-10 pcs 450\n11-50 pcs 400\n50+ 350', 450],
    ['Masks\nBox ya 50 - Ksh 250\nMoja ni 10 bob', 10],
    ['Plastic chairs\nKsh 850 each, Ksh 9,600 per dozen', 850],
    ['Mitumba shoes\n65,000 per bale, 25kg', 65000],
    ['Nails gel\n1,500 both hands', 1500],
  ])('%j: %j', check);
});

describe('sums, again', () => {
  test.each<Caption>([
    ['Baby cot\n9,500 - 500 = 9,000 today only', 9000],
    ['Baby walker\nKsh 4,000-10%=3,600', 3600],
    ['Blazer\n2,800 + 250 (delivery) = 3,050', 2800],
    ['Mugs\n6 x 350 = 2,100', 350],
    ['Stools\nKsh 2,500 x 2 = Ksh 5,000', 2500],
    ['Rice cooker\n3200+300=3500', null],
    ['Sweater 1,200\n+ scarf 400 = 1,600', 1200],
    ['Sneakers\nKsh 3,500 – Ksh 700 = Ksh 2,800', 2800],
    ['Kabati\n14,500 plus transport 1,000 = 15,500', 14500],
    ['Juicer\nBei 5000, punguzo 800, unalipa 4200', 4200],
    ['Carpet 5x8\n20% off 7,500 = 6,000', 6000],
    ['Buy 2 get 1 free\nShirts @900', 900],
    ['Wall clock 1,200/= + 200/= delivery', 1200],
  ])('%j: %j', check);
});

describe('exchange and top-up, again', () => {
  test.each<Caption>([
    ['iPhone 15 Pro Max\nKsh 135,000\nSwap with iPhone 13 + 70,000', 135000],
    ['Samsung A54 ex-UK\n26,500/-\nTrade in your A32 & top up 14,000/-', 26500],
    ['MacBook Air 2017\nCash 48,000 or HP 840 plus 20,000 top up', 48000],
    ['Swap deals allowed\nInfinix Note 12 @15,500', 15500],
    ['iPhone 11 64GB\n31k\nExchange from XR: 9k\nExchange from X: 13k', 31000],
    ['TV 55 inch\nleta TV yako ya 32 uongeze 25,000\nBei bila kubadilisha 42,000', null],
    ['Redmi 13C Ksh 13,000, exchange accepted', 13000],
    ['Exchange allowed. iPhone 12 mini Ksh 38,000', 38000],
    ['Upgrade your kitchen!\nIsland counter Ksh 55,000', 55000],
    ['Top quality handbags\nKsh 2,800', 2800],
    ['Crop top up to size 14\n850', 850],
  ])('%j: %j', check);
});

describe('a set and its parts, again', () => {
  test.each<Caption>([
    ['Kitenge couple set\nFull set 7,500\nDress only 4,500\nShirt only 3,500', 7500],
    ['School uniform\nFull uniform 4,800\nSweater 1,200\nShirt 600', null],
    ['Mens suit 3 piece\n9,500 full suit, 7,000 without waistcoat', 9500],
    ['Duvet set\nComplete set Ksh 4,200\nCover only Ksh 1,800', 4200],
    ['Makeup\nBridal 6,000\nBridesmaids 3,000', 3000],
    ['Bunk bed\nComplete with mattresses 32,000\nBed only 18,000', 32000],
    ['Computer full set\nCore i5, 19 inch monitor\nKsh 18,500 full set\nCPU only Ksh 12,000', 18500],
    ['Wig full lace\nKsh 18,500', 18500],
    ['Full length mirror\n3,500', 3500],
    ['Complete solar kit 300W\nKsh 65,000', 65000],
    ['Whole chicken\n650', 650],
    ['Sofa cover 7 seater\nKsh 4,500', 4500],
    ['Bus hire 33 seater\nKsh 15,000 per day', 15000],
  ])('%j: %j', check);
});

describe('a list of different goods, again', () => {
  test.each<Caption>([
    ['Wash machine 22,000\nTV 43 inch 24,000\nSofa 18,000', null],
    ['Kitchen items\nSufuria set 3,500\nJiko 4,200\nChopping board 650', null],
    ['Unga 180\nSukari 150\nMafuta 300', null],
    ['Available:\nBra 350\nPanty 100\nVest 250', null],
    ['Barber\nHaircut 200, shave 100, dye 300', null],
    ['Fresh farm produce\nSukuma 20\nTomatoes 80\nOnions 100\nCarrots 60', null],
    ['Printing services\nA4 b/w 10\nA4 colour 30\nLamination 50', null],
    ['For sale\nDell laptop Ksh 24,000\nCanon printer Ksh 12,500\nOffice desk Ksh 9,000', null],
    ['iPhone 11 - 35,000\niPhone 12 - 45,000\niPhone 13 - 58,000', 35000],
    ['Wigs\nPixie 3,500\nBob 4,500\nCurly 5,500', 3500],
    ['Cakes\nVanilla 1,500\nChocolate 1,800\nRed velvet 2,200', 1500],
    ['Mattress\n3x6 5,500\n4x6 7,000\n5x6 9,500', 5500],
    ['Handbag\nBrown 1,800\nBlack 1,800\nRed 2,000', 1800],
    ['Curtains\nSingle 1,500\nDouble 2,800', 1500],
    ['Braids\nKnotless 2,500\nBox braids 2,000\nTwist 1,800', 1800],
    ['Watch\nKsh 1,500\nGift box Ksh 200', 1500],
    ['Sofa set 45,000/=\nCushions 500/=', 45000],
    ['Honey\n500g 450\n1kg 850', 450],
    ['Rent\nBedsitter 8,000\n1 bedroom 14,000\n2 bedroom 20,000', 8000],
  ])('%j: %j', check);
});

describe('fees and services, again', () => {
  test.each<Caption>([
    ['Bag\nKes 2500 only (3000 outside Nairobi)', 2500],
    ['Bag\n2,500 each (2,800 upcountry)', 2500],
    ['Bag\nKsh 2,500 tu (3,200 na delivery ya mikoani)', 2500],
    ['Blinds\nKsh 1,400 per sqm\nInstallation 150 per sqm', 1400],
    ['Water dispenser\n7,800\nService ya kwanza free, baadaye 1,500', 7800],
    ['Studio apartment Ruaka\n15,000 per month\nGarbage 300\nWater 200 per unit\nViewing 500', 15000],
    ['Ankara material 6 yards Ksh 1,800\nTailor charges Ksh 1,500', 1800],
    ['Trouser 1,500 kukunja 100', 1500],
    ['Tyres 195/65 R15\nKsh 7,500\nFitting and balancing Ksh 300 per wheel', 7500],
    ['TV bracket Ksh 1,200\nMounting Ksh 1,000', 1200],
    ['Laptop\n26,000. Windows activation 1,000. Office 500', 26000],
    ['Gate ya chuma\n45,000 (painting 5,000 extra)', 45000],
    ['Phone X\nScreen guard fitting 100\nPrice 23,000', 23000],
    ['Car wash machine 15,500, training fee 1,000', 15500],
    ['Customised mugs\n600 each, design fee 200', 600],
    ['Gas 6kg\nKsh 1,250\nDelivery mtaani Ksh 50', 1250],
    ['Event tent\nKsh 12,000\nSetup Ksh 3,000', 12000],
    ['Sewing machine Singer\nKsh 18,500', 18500],
    ['Extra large duvet\nKsh 3,200', 3200],
    ['Fuel pump Toyota\nKsh 4,500', 4500],
    ['Stitching leather kit\n850 bob', 850],
  ])('%j: %j', check);
});

describe('instalments, prizes, what it is worth, again', () => {
  test.each<Caption>([
    ['Lipa mdogo mdogo\nDeposit 2,999\nDaily 65\nSamsung A05', null],
    ['Boda loan\nDeposit 15k, 480 per day\nCash 165k', 165000],
    ['Kitchen set worth Ksh 12,000 going for Ksh 8,500', 8500],
    ['Win a trip worth 50,000\nShop for shoes @2,500', 2500],
    ['Receptionist needed\nMshahara 18,000 kwa mwezi', null],
    ['Earn 5,000 weekly from home', null],
    ['Jiunge na chama\nMchango 500 kwa wiki', null],
    ['Carry bag\nUna-save 300!\n1,200 tu', 1200],
    ['Okoa 1,000\nFriji 28,000', 28000],
    ['Gym membership\n3,000 per month\nSave 6,000 yearly', 3000],
    ['Thamani ya 4,000 leo ni 2,500', 2500],
    ['Instant loans 500 to 50,000', null],
    ['Mkopo wa haraka hadi 30,000', null],
    ['Bonga points 1,000 for 300 bob', 300],
    ['Smart TV 32\nKsh 12,999\nFree airtime worth 500', 12999],
    ['Sema Cash 13,500\nLipa polepole: deposit 3,000, kila wiki 700\nVillaon V40', 13500],
    ['Solar lights\nSpend 5,000 and get 500 back\n2,200 each', 2200],
    ['Saving box (wooden)\n650', 650],
    ['Prize wheel stand\n4,500', 4500],
    ['Winter jacket\n2,500', 2500],
  ])('%j: %j', check);
});

describe('the last, again', () => {
  test.each<Caption>([
    ['Cooker 4 gas\n28,000 asking, 25,000 last', 25000],
    ['Fridge\nKsh 18,000\nslightly negotiable to 17,000', 18000],
    ['PS5\n62k neg\nlast price 58k', 58000],
    ['Bei 3,000 mwisho 2,700', 2700],
    ['Last pieces\nKsh 1,200', 1200],
    ['Last one remaining size 42\n3,500', 3500],
    ['Asking 1.2M, final 1.15M\nToyota Fielder', 1150000],
    ['Laptop lenovo\nKsh 22,000, non negotiable', 22000],
    ['Meza\n6,000 maongezi yapo mpaka 5,000', 6000],
    ['Sofa\n30,000\nLast 27,500 bila kupunguza', 27500],
  ])('%j: %j', check);
});

describe('too small, again', () => {
  test.each<Caption>([
    ['Jeans\n55', null, 'UG'],
    ['Nguo za watoto\nBei 18', null, 'TZ'],
    ['Sandals\nPrice 60-80', null, 'UG'],
    ['Crates of soda\nPrice 22', null, 'UG'],
    ['Simu\nBei 250', null, 'TZ'],
    ['Shirt\n35k', 35000, 'UG'],
    ['Pencil\nUGX 300', 300, 'UG'],
    ['Shoes\n@4', null, 'KE'],
    ['Shoes\nPrice 2.5', null],
    ['Toyota Premio\nPrice 1.2', null],
    ['Wrapper\nprice: 15', null, 'NG'],
    ['Shoes\nigiciro 20', null, 'RW'],
    ['Bag\nFrw 12,000', 12000, 'RW'],
    ['Gauni\n45,000/=', 45000, 'TZ'],
  ])('%j: %j', check);
});

describe('slips, years, telephones, models, again', () => {
  test.each<Caption>([
    ['Dress\nKsh1.500/=', 1500],
    ['Dress\nKsh 1..500', null],
    ['Rug\nKsh 12.50', null],
    ['Probox 2013 @650,000', 650000],
    ['Honda Fit 2016, 1,050,000', 1050000],
    ['KCA 2010 Premio\n780k', 780000],
    ['Since 2015 we sell mattresses\nKsh 6,500', 6500],
    ['Photocopier Kyocera 2040\nKsh 65,000', 65000],
    ['Ksh 254 712 345 678\nBag', null],
    ['Bag 0712-345-678 Ksh 1,900', 1900],
    ['Till 890 123\nBag\n1,900', 1900],
    ['iPhone 13 kes58,000', 58000],
    ['Nokia 105 @1,850', 1850],
    ['JBL Flip 6 Ksh.11,500/-', 11500],
    ['Bei ni 1, 800', 1800],
    ['Bei: 2 500', 2500],
    ['Price;1800', 1800],
    ['Ksh 1.5k', 1500],
    ['Kshs 4,0000', null],
    ['Ksh 250,00', null],
    ['Ksh -1,500', 1500],
    ['Open 8.00-18.00\nKsh 700', 700],
    ['10/12/2026 offer\nKsh 950', 950],
  ])('%j: %j', check);
});

describe('whole captions, with all of it', () => {
  test.each<Caption>([
    [
      'Brand new HP ProBook 450 G9\nCore i5, 16GB, 512GB\nKsh 78,000 (trade-in welcome)\nFree laptop bag worth 2,500',
      78000,
    ],
    ['Ladies office shoes\nSizes 36 - 42\nWas 2,200 sasa 1,700\nDelivery CBD 100, estates 250', 1700],
    ['6 seater dining set\nMahogany, imported glass top\nKsh 65,000 complete set\nChairs only Ksh 6,500 each', 65000],
    [
      'Mtumba bale\nCotton dresses grade A\n45kg, approx 180 pieces\nKsh 24,500\nHiyo ni around 136 bob per piece',
      24500,
    ],
    ['Kienyeji chicks\n1 day old 100\n1 week 150\n1 month 350', 100],
    ['Posho mill 5HP\nKsh 48,000\nInstallation and training Ksh 5,000\nWarranty 1 year', 48000],
    ['Solar street light 200W\nRetail Ksh 3,800\nWholesale (10+) Ksh 3,200\nFree delivery above 20,000', 3800],
    ['Bridal gown hire\nHire 15,000, buy 45,000\nDeposit 5,000', 15000],
    ['Car hire\nVitz 3,000 per day\nFielder 4,000 per day\nPrado 15,000 per day', 3000],
    ['Toyota Succeed 2014\nKsh 890,000\n50% deposit, balance 12 months\nMonthly 42,000', 890000],
    ['Nissan X-Trail KCX\nAsking 1.95M\nBank finance available: deposit 400k', 1950000],
    ['Plot Juja 40x80\nKsh 1.3M cash, 1.5M instalments\nTitle deed ready, 300m off the road', 1300000],
    ['Hostel rooms\nSingle 6,500\nSharing 4,000\nPer month', 4000],
    ['Masai shuka 350 each\n5 for 1,500', 350],
    ['Kids bicycle size 16\nKsh 6,500\nTraining wheels Ksh 500 extra', 6500],
    ['Ex-UK fridge 200L\n22k, last 20k, hakuna deni', 20000],
    ['Cooker oven 60x60\n4 gas burners\nKsh 38,999 with free 6kg gas cylinder worth Ksh 3,500', 38999],
    ['Jiko koa\nKsh 4,990 or lipa pole pole Ksh 500 per week', 4990],
    ['Nyama choma\nKilo 900\nHalf 450\nUgali 50', null],
    ['Pizza\nSmall 600, medium 900, large 1,200\nExtra cheese 150', 600],
    ['Wedding cake 3kg\nKsh 9,000\nCake stand 1,000 (refundable)', 9000],
    ['Family photo shoot\nKsh 5,000 per session\n10 edited photos\nExtra photo 200', 5000],
    ['Facial 1,500\nBody massage 2,500\nManicure 600', null],
    ['Gown ya graduation\nHire 1,500, security deposit 1,000', 1500],
    ['Tent + 100 chairs + decor\nPackage 35,000', 35000],
    ['Bei ya jumla 350, rejareja 450\nLeso', 450],
    ['Kitenge 3 piece\n@2,200 (rejareja)\n@1,800 (jumla kuanzia 6)', 2200],
    ['Simu ya itel\nBei: 9,800/=\nUkilipa mdogo mdogo: 1,500 ya kwanza halafu 60 kila siku', 9800],
    ['Friji Boss\n145L\nBei 26,500 ikiwa cash\nMkopo 32,000', 26500],
    ['Godoro 5x6\nInchi 8\nBei 9,800\nUsafiri ndani ya mji 300', 9800],
    ['Sofa ya L\nBei ya kiwanda 42,000\nDukani 65,000', 42000],
    ['Viatu vya shule\nSaizi 28-35 @900\nSaizi 36-42 @1,200', 900],
    ['Shamba Kajiado ekari moja 650k\nEkari tano 3M', 650000],
    ['Niko na blender mpya\nNilinunua 4,500 nauza 3,000', 3000],
    ['Bought at 85,000, selling at 52,000\nLG washing machine 8kg', 52000],
    ['PS4 + 2 pads + 3 games\n28k\nGame moja ni 1,500', 28000],
    ['TV 50"\n41,500\nWall bracket free, installation 500', 41500],
    ['Earbuds\nJumia price 2,499\nOur price 1,799', 1799],
    ['Nike TN\nJumia 4,500, kwetu 3,200', 3200],
    ['Office chair\nMombasa road showroom\nKsh 8,500\nOffice desk also available at Ksh 12,000', 8500],
    ['Duvet 5x6\n1 duvet, 1 bedsheet, 2 pillowcases\nKsh 2,300', 2300],
    ['Wig 12 inch 6,500\n14 inch 7,500\n16 inch 8,500', 6500],
    ['Electric kettle 1,200\nFree delivery', 1200],
    ['Thermos flask 1,350/= only\nNormal price 1,900', 1350],
    ['Bonnet 250 bob, 2 for 400', 250],
    ['Makeup classes\nRegistration 1,000\nFull course 25,000', 25000],
    ['Driving classes B2\nKsh 11,500 inclusive of NTSA fees 3,000', 11500],
    ['CCTV package 4 cameras\nKsh 26,500 including installation\nExtra camera Ksh 3,500', 26500],
    ['Electric fence per metre 450\nEnergizer 18,000', 450],
    ['Gaming chair\n16,500 cash\n18,000 card', 16500],
    ['Shuka za masai\nbei poa 300 - 450', 300],
    ['Cap embroidery MOQ 50 pcs\nKsh 350 per cap', 350],
    ['Roofing sheets\nGauge 30 box profile\n3m = 1,450\n2.5m = 1,200\n2m = 970', 970],
    ['Timber 6x2\n55 bob per foot', 55],
    ['Water tank 1,000L\nKsh 7,800\n2,000L 14,500', 7800],
    ['Power bank 20,000mAh\n2,300', 2300],
    ['UPS 650VA @5,500', 5500],
    ['Gomesi silk\nUGX 180,000\nsewing UGX 30,000', 180000, 'UG'],
    ['Posho 1kg 2,500\nBeans 1kg 4,000\nSugar 1kg 4,500', null, 'UG'],
    ['Kitenge wax\n6 yards 90k\nhalf piece 45k', 45000, 'UG'],
    ['Simu Tecno Pop 8\nBei 265,000 punguzo 20,000 = 245,000', 245000, 'TZ'],
    ['Sofa seti nzima 1,200,000\nkiti cha mmoja 250,000', 1200000, 'TZ'],
    ['Mchele super\nkilo 3,200\ngunia 310,000', 3200, 'TZ'],
    ['Nyumba inapangishwa\nChumba 60,000 kwa mwezi\nDalali 60,000', 60000, 'TZ'],
    ['Ankara 6 yards\n18k, sewing 10k', 18000, 'NG'],
  ])('%j: %j', check);
});
