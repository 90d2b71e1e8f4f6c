/** Towns, estates and markets of Kenya as sellers write them, each with the gaps it may be written with. */
const TOWNS_AND_ESTATES = `
  nairobi|nrb|nbi|mombasa|msa|kisumu|nakuru|eldoret|thika|ruiru|juja|kiambu|kikuyu|limuru|naivasha|nyeri|nanyuki|meru
  embu|machakos|kitui|athi river|syokimau|mlolongo|kitengela|ongata rongai|rongai|ngong|ngong town|karen|langata
  lang'ata|westlands|kilimani|kileleshwa|lavington|parklands|eastleigh|south b|south c|umoja|donholm|buruburu|buru buru
  embakasi|pipeline|fedha|tassia|kasarani|roysambu|kahawa sukari|kahawa west|kahawa wendani|zimmerman|githurai
  githurai 44|githurai 45|ruaka|gikomba|kamukunji|kamkunji|toi market|ngara|pangani|muthaiga|dagoretti|kawangware|kibera
  utawala|ruai|kayole|komarock|industrial area|upper hill|upperhill|hurlingham|nyayo estate|nyamakima|kariobangi
  dandora|huruma|mathare|imara daima|mwiki|wangige|kinoo|uthiru|kangemi|mountain view|banana hill|kiserian|ruaraka
  garden estate|thindigua|ridgeways|runda|gigiri|nyali|bamburi|likoni|kongowea|changamwe|mtwapa|kilifi|watamu|malindi
  diani|ukunda|voi|garissa|kakamega|bungoma|busia|webuye|mumias|kericho|bomet|kisii|migori|homa bay|homabay|siaya
  nyahururu|murang'a|muranga|kerugoya|isiolo|marsabit|lodwar|kitale|kapsabet|narok|kajiado|wote|lamu|wajir|mandera
  gilgil|molo|karatina|chuka|maua|mwea|makutano|ruringu|luthuli|garden city mall|two rivers mall|sarit centre
  yaya centre|village market|thika road mall|jamia mall|imenti house|kenya cinema|kencom|city market|muthurwa|marikiti
  wakulima`;

/** Streets count only as streets: `Moi` alone is a name, `Moi Avenue` a place. */
const STREETS = `
  moi|kimathi|luthuli|tom mboya|river|ronald ngala|biashara|kenyatta|jomo kenyatta|haile selassie|ngong|thika|mombasa
  waiyaki|kirinyaga|accra|latema|munyu|gaberone|gaborone|taveta|mfangano|muindi mbingu|koinange|banda|mama ngina|kaunda
  standard|monrovia|loita|university|utalii|moktar daddah|tubman|parliament|harambee|uhuru|jogoo|outering|outer ring
  kangundo|langata|lang'ata|argwings kodhek|naivasha|limuru|kiambu|juja|nkrumah|digo|oginga odinga|nyerere|first|1st
  second|2nd|general waruinge|general waruingi|waruinge|racecourse|dubois|duruma|sheikh karume|ukwala|cross|bus station
  kombo munyiri|park|murang'a|muranga|eastern bypass|northern bypass|southern bypass|ring`;

const KIND_OF_STREET = '(?:avenue|ave|street|st|road|rd|highway|hwy|way|lane|bypass)';

/** Written out, not as `\p{L}`: patterns full of that take half a second to make. */
export const LETTER = String.raw`[a-z\u00c0-\u1fff]`;
const IN_A_WORD = String.raw`[a-z0-9\u00c0-\u1fff]`;
export const WORD_BEGINS = `(?<!${IN_A_WORD})`;
export const WORD_ENDS = `(?!${IN_A_WORD})`;

const eitherOf = (names: string): string =>
  names
    .trim()
    .split(/\s*[|\n]\s*/)
    // The longest first: `Ngong Town` before `Ngong`.
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replaceAll(' ', '[ -]').replaceAll("'", "['’]?"))
    .join('|');

const streets = eitherOf(STREETS);
const KNOWN = new RegExp(
  `${WORD_BEGINS}(?:` +
    `(?<street>(?:${streets}) ${KIND_OF_STREET}${WORD_ENDS}\\.?|barabara ya (?:${streets})${WORD_ENDS})|` +
    `(?<centre>cbd|town centre)${WORD_ENDS}|` +
    `(?<town>${eitherOf(TOWNS_AND_ESTATES)})${WORD_ENDS})`,
  'g',
);

/** What stands for a place's letters in a text that patterns are looked for in: short patterns, and quick ones. */
const SIGNS = { street: '\ue000', centre: '\ue001', town: '\ue002' };
/** In regular expressions. Whole runs: a part of one would be another part of an address, in ever so many ways. */
export const STREET = `${SIGNS.street}+(?!${SIGNS.street})`;
export const CENTRE = `${SIGNS.centre}+`;
const TOWN_SIGN = `[${SIGNS.centre}${SIGNS.town}]`;
export const TOWN = `${TOWN_SIGN}+(?!${TOWN_SIGN})`;

/** Each known place as so many signs of its kind; the rest, which is in small letters, stays. */
export const withPlacesSigned = (text: string): string =>
  text.replaceAll(/[\ue000-\ue002]/g, ' ').replaceAll(KNOWN, (place, street, centre) => {
    const kind = street !== undefined ? 'street' : centre !== undefined ? 'centre' : 'town';
    return SIGNS[kind].repeat(place.length);
  });
