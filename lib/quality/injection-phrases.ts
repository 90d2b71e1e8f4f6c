/**
 * What is written to a reviewer, not to a buyer, in the languages that sellers write and those a model obeys as well.
 * Matched against words alone: lower case, no accents, one space between. Between a verb and what it is about stand
 * words of the same plea only: "return within 7 days if not approved" is no "return approved". All counts are bounded.
 */

const START = String.raw`(?<![\p{L}\p{N}])`;
const END = String.raw`(?![\p{L}\p{N}])`;
/** How many words may stand between: a plea has few. */
const MOST_BETWEEN = 8;

/** One of `first`, any of `between` (`least` or more), one of `last`: each the alternatives of a regular expression. */
function plea(first: string, between: string, last: string, least = 0): RegExp {
  return new RegExp(`${START}(?:${first})(?: (?:${between})){${least},${MOST_BETWEEN}} (?:${last})${END}`, 'u');
}
const phrase = (words: string): RegExp => new RegExp(`${START}(?:${words})${END}`, 'u');

const NOT_NEGATED = '(?<!(?:not|don t|dont|never|cannot) )';
const OF_RULES =
  'all|any|every|everything|the|these|those|this|that|your|my|our|of|about|previous|previously|prior|above|' +
  'earlier|preceding|past|other|existing|original|system|safety|content|moderation|review|reviewer|' +
  'marketplace|platform|given|and|or|current|initial|please|you|were|instructions?|rules';
const PRODUCT = '(?:product|item|listing|post|ad|advert)s?';

/** What follows where a buyer is asked to approve: before paying, once it is there, and we print. */
const BUYER_S = 'before|after|once|when|upon|on|and (?:pay|then|we)|then|we|at|you|first';
const REVIEWERS =
  'ai|gemini|gpt|chatgpt|llm|(?:language|vision|reviewing) model|moderators?|reviewers?|classifier|assistant';

const ENGLISH: readonly RegExp[] = [
  plea(
    `${NOT_NEGATED}(?:ignore|disregard|forget(?! the instructions)|override|bypass|overrule|neglect)`,
    OF_RULES,
    'instructions?|prompts?|polic(?:y|ies)|guidelines|directives|guardrails|training|programming',
  ),
  plea(
    `${NOT_NEGATED}(?:ignore|disregard|forget|override|overrule|bypass)(?: \\p{L}{1,12})? (?:all|any|your|previous|` +
      'prior|these|safety|system|moderation|marketplace|review|above)',
    OF_RULES,
    'rules|restrictions|filters|orders|commands|checks|decisions',
  ),
  plea(
    '(?:ignore|disregard|forget) (?:all|everything|anything)',
    'that|is|was|of|the|you|were|told|have|been|i|said|instructions?|from',
    `(?:above|previous|prior|earlier|preceding|told|before)${END}(?! (?:price|post|order|offer|message|stock|ad))`,
  ),
  plea(
    'new|updated|hidden|real|actual',
    'system',
    'instructions? (?:for (?:you|the (?:ai|model|reviewer|moderator))|from the (?:system|developers?))',
  ),
  phrase(
    'system prompts?(?! (?:service|delivery|payment|response|support))|prompt injection|jailbreak (?:mode|prompt)',
  ),
  phrase(
    '(?:you are|enter|activate|switch to)(?: now)?(?: in)? developer mode|developer mode (?:is )?(?:enabled|activated)',
  ),
  phrase(
    '(?:auto )?(?:approve|whitelist)(?: and publish)? (?:this|the|my|our|every|all|' +
      `these)(?: \\p{L}{1,12})? ${PRODUCT}${END}(?! (?:${BUYER_S}))`,
  ),
  phrase(
    '(?:accept|pass|verify|publish|allow) this (?:product|listing) (?:now|immediately|without|as (?:approved|' +
      'safe|genuine|valid|verified|compliant))',
  ),
  phrase('(?<!we )accept this (?:product|listing)(?! (?:as|in|for|with|back))'),
  plea(
    'mark|rate|classify|label|treat|tag|consider',
    `it|this|that|the|${PRODUCT}|image|picture|text|as|being|a|an|please|all|everything`,
    'approved',
    1,
  ),
  plea(
    'answer|respond|reply|output|return|say|write|print',
    'me|us|only|just|with|it|this|that|the|as|is|saying|json|following|word|decision|status|always|back|' +
      'instead|please|your|simply|exactly',
    'approved(?= (?:and|without|regardless|always|no|because|since|even|with|immediately|now|please|as|' +
      'for (?:this|the))|$)',
  ),
  plea(
    'set|change|make|force|put|output|return',
    `the|your|its|this|${PRODUCT}|review|reviewer|a`,
    '(?:decision|confidence|verdict|status) (?:(?:to|as|is|be) )?(?:approved?|accepted|1|100|0 \\d{1,2}|high|' +
      'max\\p{L}{0,4})',
  ),
  phrase(
    '(?:do not|don t|dont|never|under no circumstances)(?: ever)? (?:flag|reject|moderate|block|report)' +
      '(?: (?:or|and|nor) (?:flag|reject|moderate|block|report))?(?:$|' +
      ` (?:(?:this|it|them|my|our)${END}|(?:the )?(?:${PRODUCT}|picture|image|seller)))`,
  ),
  phrase(
    '(?:already|pre) ?(?:been )?(?:approved|reviewed|moderated) by (?:the |our |your |' +
      'a )?(?:moderat\\p{L}{1,5}|admins?|administrators?|reviewers?|gemini|ai|soko|marketplace|platform|system)',
  ),
  phrase(`(?:note|message|instructions?|attention|memo) (?:to|for)(?: the| any| all)? (?:${REVIEWERS})`),
  phrase(
    '(?:ignore|disregard|forget) (?:all )?the (?:above|preceding)(?: text)?(?= and (?:approve|accept|mark|' +
      'say|answer|output|publish)|$)',
  ),
  phrase(
    '(?:bypass|override|skip|disable|turn off) (?:(?:the|all|any|your) )?(?:moderation|content (?:filter|' +
      'moderation|review|polic)\\p{L}{0,3}|safety (?:filter|check|setting)s?|quality control)',
  ),
  phrase(
    '(?:moderators?|reviewers?|gemini|ai) (?:(?:please|kindly|you (?:must|should|will)) )?(?:approve|accept|' +
      'publish)(?= (?:this|it|all|me|my|the|now|immediately)|$)',
  ),
  phrase('from now on (?:you|always) (?:must |will |should )?(?:approve|accept|answer|respond|ignore|are)'),
  phrase(
    '(?:pay no attention to|stop (?:following|obeying)|(?:do not|don t) (?:follow|obey)) (?:(?:all|any|the|of) ){0,3}' +
      `(?:your|previous|prior|earlier|system|above)(?: (?:${OF_RULES})){0,3} (?:instructions|rules|guidelines|prompt)`,
  ),
  phrase('stop obeying (?:all |any |the |your )?(?:instructions|rules|guidelines)'),
  phrase('(?:verdict|decision) (?:is |must be |should be )?approved'),
  phrase('(?:answer|output|response) (?:is|must be|should be|has to be) approved'),
  phrase(`(?:must|should|may|can|kindly|please) approve (?:it|this|that)(?! (?:\\p{L}{1,20} )?(?:${BUYER_S}))`),
  phrase('approve (?:everything|anything|all)$|approve (?:everything|anything)'),
  phrase(
    `(?:this|the|my|our) ${PRODUCT} (?:must|should|has to|needs to|is to|shall) be ` +
      '(?:marked |rated |classified )?(?:as )?(?:approved|accepted)',
  ),
  plea('give|grant', `this|the|my|it|an?|${PRODUCT}`, 'approval|approved (?:status|decision)'),
  phrase('(?:make sure|ensure|be sure)(?: that)?(?: you| it)? (?:approves?|is approved|gets approved)'),
  plea(
    'all|any|your|the|those',
    OF_RULES,
    '(?:instructions|rules|guidelines) (?:are|were|have been) (?:now )?(?:void|cancell?ed|revoked|obsolete|invalid|' +
      'replaced|lifted)',
  ),
  phrase('who(?:m?ever)? (?:reviews|moderates|checks|is reviewing|is moderating) (?:this|the|it)'),
  phrase(
    `(?:to|for) (?:the|any|every|whichever) (?:${REVIEWERS}) (?:that|who|which|reading|reviewing|checking|looking)`,
  ),
  phrase(`as an? (?:${REVIEWERS})(?: model)? you (?:must|should|will|are|have)`),
];

const FRENCH: readonly RegExp[] = [
  plea(
    'ignore[zr]?|oublie[zr]?|neglige[zr]?|contourne[zr]?|desactive[zr]?|passe[zr]? outre|fai(?:s|tes|' +
      're) abstraction|(?:ne )?(?:(?:tiens|tenez|tenir) pas|pas tenir) compte|ne (?:suis|suivez) pas',
    'de|des|du|toutes?|tous|les?|la|l|vos|tes|ces|cette|mes|precedentes?|precedents?|anterieures?|autres|' +
      'systeme|moderation|votre|ton|s il vous plait|d',
    'instructions?|consignes?|regles?|directives?|prompts?|invites?',
  ),
  phrase(
    '(?:ignore[zr]?|oublie[zr]?|(?:tiens|tenez|tenir) pas compte de|fai(?:s|tes|' +
      're) abstraction de) (?:tout )?(?:ce qui (?:precede|a ete dit|(?:est|etait) (?:ecrit|dit) (?:avant|' +
      'plus haut|ci dessus))|le texte (?:precedent|ci dessus))',
  ),
  plea(
    'reponde[zs]|reponds|repondre|ecri(?:s|vez|re)|retourne[zr]?',
    'juste|par|avec|que|seulement|uniquement|toujours|simplement',
    'approuvee?|approved',
  ),
  phrase('(?:decision|verdict) (?:est )?(?:approuvee?|acceptee?|approved)'),
  phrase(
    'ne pas (?:signaler|rejeter|refuser|bloquer|moderer) (?:ce|cet|cette|mon|notre) (?:produit|article|annonce|fiche)',
  ),
  phrase('ne (?:le|la|les) (?:signale[zr]?|rejete[zr]|rejette|modere[zr]?) (?:pas|jamais)'),
  phrase(
    '(?:note|message|instructions?|consignes?|avis|attention) (?:au|aux|a|pour) (?:(?:l|le|la|les|' +
      'un) )?(?:ia|moderat\\p{L}{1,5}|modele de langage|intelligence artificielle|gemini|chatgpt)',
  ),
  phrase(
    '(?:approuve[zr]?|valide[zr]?|accepte[zr]?) (?:ce|cet|cette|tous ces|mon|notre) (?:produit|article|' +
      'annonce|fiche)s?(?! (?:avant|apres))',
  ),
  plea(
    'marque[zr]?|classe[zr]?|reponde[zs]|reponds|repondre|retourne[zr]?|considere[zr]?|indique[zr]?',
    'ce|cet|cette|le|la|l|produit|article|annonce|comme|par|avec|etant|seulement|uniquement|toujours|simplement|que',
    'approuvee?s?|acceptee?s?|validee?s?|approved',
    1,
  ),
  phrase(
    '(?:tu es|vous etes|agis comme|agissez comme|comporte toi comme)(?: desormais| maintenant)? (?:un|une|l|' +
      'le|la)(?: \\p{L}{1,20})? ?(?:ia|assistante?|moderateur|moderatrice|modele de langage|chatbot|' +
      'intelligence artificielle)',
  ),
  phrase(
    '(?:ne )?(?:signale[zr]?|signales|rejette|rejete[zr]|refuse[zr]?|bloque[zr]?) (?:pas|jamais) (?:ce|cet|' +
      'cette|mon|notre) (?:produit|article|annonce|fiche)',
  ),
  phrase(
    'deja (?:approuve|valide|verifie)e?s? par (?:les |la |l |le |nos )?(?:moderat\\p{L}{1,6}|equipe|' +
      'admin\\p{L}{0,12}|ia|soko|plateforme|gemini)',
  ),
  phrase('nouvelles (?:instructions|consignes) (?:pour (?:toi|vous|l ia|le modele|le moderateur)|du systeme)'),
];

const SPANISH_AND_PORTUGUESE: readonly RegExp[] = [
  phrase(
    '(?:ignor[ae]r?|olvid[ae]r?|esquec[ae]r?) (?:(?:todo|tudo) )?(?:lo anterior|lo de arriba|' +
      '(?:o )?que (?:veio|foi dito) antes|acima)',
  ),
  plea(
    'ignor[ae]r?|olvid[ae]r?|omit[ae]|descart[ae]r?|esquec[ae]r?|desconsider[ae]r?',
    'todas?|todos?|las?|los|el|sus?|tus?|as|os|estas?|estes?|essas?|suas?|teus|tuas|anteriores?|previas?|' +
      'previos|previous|del?|do|da|sistema|e|y|por favor|acima|moderacion|moderacao',
    'instrucciones|instruccion|reglas|indicaciones|directrices|normas|instrucoes|regras|diretrizes|orientacoes',
  ),
  phrase(
    '(?:aprueb[ae]|aprobar|acept[ae]|aprov[ae]r?|aceit[ae]) (?:este|esta|meu|minha|mi|nuestro) (?:producto|' +
      'articulo|anuncio|publicacion|produto|artigo|item)s?(?! (?:antes|despues|depois))',
  ),
  plea(
    'marc[ae]r?|marque|clasific[ae]r?|clasifique|classifi(?:ca|que|car)|respond[ae]|responder|consider[ae]|' +
      'devuelv[ae]|retorn[ae]',
    'este|esta|el|la|o|a|lo|producto|articulo|produto|item|anuncio|como|con|com|solo|apenas|siempre|sempre|que',
    'aprobad[oa]s?|aprovad[oa]s?|approved',
    1,
  ),
  phrase(
    '(?:eres|usted es|actua como|voce e|aja como|atue como)(?: ahora| agora)? (?:un|una|el|la|um|uma|o|' +
      'a)(?: \\p{L}{1,20})? ?(?:ia|asistente|assistente|moderador|moderadora|modelo de (?:lenguaje|linguagem)|' +
      'revisor)',
  ),
  phrase(
    '(?:no|nao) (?:rechac(?:es|e)|marques?|report(?:es|e)|denunci(?:es|e)|rejeit(?:es|e)|sinaliz(?:es|e)|' +
      'bloque(?:es|e)|reprov(?:es|e)) (?:este|esta|o|el|mi|meu) (?:producto|articulo|anuncio|publicacion|' +
      'produto|artigo|item)',
  ),
  phrase(
    '(?:ya|ja) (?:fue |foi |esta )?(?:aprobad|aprovad|revisad)[oa]s? (?:por|pel[oa]s?) (?:los |el |la |os |' +
      'a )?(?:moderador\\p{L}{0,3}|equipo|equipe|admin\\p{L}{0,12}|ia)',
  ),
];

const SWAHILI: readonly RegExp[] = [
  plea(
    'puuza|puuzeni|sahau|acha(?: kufuata)?|usifuate|usizingatie|kiuka',
    'haya|hayo|yote|zote|hizi|hizo|wote',
    'maagizo|maelekezo|sheria|amri|kanuni|masharti',
  ),
  phrase(
    '(?:idhinisha (?:bidhaa|tangazo|picha|matangazo)(?: hii| hili| hizi| zote| yangu| langu| zangu)?|' +
      '(?:kubali|pitisha|ruhusu) (?:bidhaa|tangazo|picha|matangazo) (?:hii|hili|hizi|zote|yangu|langu|' +
      'zangu))(?! (?:kabla|baada|ukishaiona))',
  ),
  plea(
    'jibu|weka|andika|toa|sema',
    'kwa|kuwa|kama|jibu|neno|uamuzi|hali|tu|ni|bidhaa|hii|lako|liwe|iwe',
    'imeidhinishwa|imekubaliwa|approved',
  ),
  phrase('puuza (?:yote|maneno) (?:yaliyotangulia|(?:ya|yaliyo)(?: hapo)? (?:juu|awali|mwanzo))'),
  phrase('(?:mkaguzi|wakaguzi|msimamizi|wasimamizi) (?:tafadhali )?(?:idhinisha|kubali|pitisha)'),
  phrase('(?:ujumbe|taarifa|maagizo|maelekezo) kwa (?:ai|akili bandia|gemini|m?w?a?kaguzi|msimamizi|wasimamizi)'),
  phrase('wewe ni (?:msaidizi|mkaguzi|msimamizi|ai|akili bandia|roboti)'),
  phrase('(?:usikatae|usiripoti|usizuie|usikatalie) (?:bidhaa|tangazo|picha)'),
  phrase('(?:tayari )?(?:imeidhinishwa|imekaguliwa) na (?:wasimamizi|msimamizi|wakaguzi|mkaguzi|ai|soko)'),
];

/** Letters that are written for each other are one by then, see `LOOKALIKES`. */
const ARABIC_PRODUCT = '(?:منتجات|منتج|سلعة|اعلان|عنصر)';
const ARABIC: readonly RegExp[] = [
  plea(
    'و?(?:تجاهلوا|تجاهلي|تجاهل|اهملوا|اهمل|انسوا|انس|انسي|تخطي|تخط|تجاوز|لا تتبع)',
    'كل|كافة|جميع|هذه|تلك|اي|عن|ما|سبق|من|علي',
    '(?:ال)?(?:تعليمات|اوامر|قواعد|توجيهات|ارشادات|سياسات|قوانين)(?:ك|كم|ي)?',
  ),
  phrase(
    'و?(?:تجاهلوا|تجاهلي|تجاهل|اهمل|انس|انسي|تخطي|تخط|تجاوز)(?: (?:كل|جميع|عن))? (?:ما (?:سبق|قيل|ورد|كتب|' +
      'تقدم|ذكر)|(?:ال)?(?:مراجعة|فلتر|فلاتر|رقابة|مراقبة|فحص))',
  ),
  phrase(`(?:وافق|وافقوا|اقبل|اقبلوا|اعتمد|اعتمدوا|صادق)(?: علي)? (?:(?:هذا|هذه|كل|جميع) (?:ال)?|ال)${ARABIC_PRODUCT}`),
  phrase(
    '(?:يرجي|الرجاء|رجاء|يجب|نرجو|ارجو|قم|قوموا|عليك)(?: (?:منك|منكم))? ب?(?:(?:ال)?موافقة علي|قبول|اعتماد|' +
      `اجازة) (?:(?:هذا|هذه|كل|جميع) )?(?:ال)?${ARABIC_PRODUCT}`,
  ),
  phrase(
    '(?:رسالة|ملاحظة|تعليمات|تنبيه) (?:الي (?:ال)?|لل)(?:مشرف|مشرفين|مراجع|مراجعين|ذكاء الاصطناعي|نموذج اللغوي|جيميني)',
  ),
  phrase('(?:عزيزي|ايها|ايتها|مرحبا) (?:ال)?(?:مشرف|مراجع|ذكاء الاصطناعي|نموذج اللغوي|جيميني)'),
  plea(
    'اعتبر|صنف|اجب|رد|اكتب|قل|ضع|علم|اجعل',
    'هذا|هذه|المنتج|الاعلان|السلعة|الحالة|علي|انه|انها|ب|فقط|بكلمة|كلمة|حالة|القرار|ك',
    '(?:ب|ك)?(?:موافق|مقبول|معتمد|موافق عليه)|approved',
  ),
  phrase('(?:انت|كن|تصرف ك|تصرف كانك)(?: الان)? (?:مساعد|مشرف|مراجع|نموذج|ذكاء اصطناعي|روبوت)(?: \\p{L}{1,12})?'),
  phrase(`لا (?:ترفضوا|ترفض|تبلغوا|تبلغ|تحظر|تحجب|تضع علامة)(?: عن| علي)? (?:(?:هذا|هذه) (?:ال)?|ال)${ARABIC_PRODUCT}`),
  phrase('تعليمات (?:جديدة|النظام)(?: لك| للنموذج| للمراجع)?(?= (?:وافق|تجاهل|اقبل|لك|للنموذج|للمراجع))'),
  phrase(
    'تمت? (?:الموافقة|المراجعة)(?: عليه| عليها)? (?:مسبقا )?من (?:قبل )?(?:المشرف|المشرفين|المراجع|الادارة|' +
      'الذكاء الاصطناعي)',
  ),
  phrase('القرار (?:هو )?(?:موافق|مقبول|معتمد)'),
];

export const PLEAS: readonly RegExp[] = [...ENGLISH, ...FRENCH, ...SPANISH_AND_PORTUGUESE, ...SWAHILI, ...ARABIC];

/** In letters that were written apart and are joined again: where words begin is not known any more. */
export const JOINED_PLEA = new RegExp(
  '(?:ignore|disregard|forget|bypass|override)(?:all|any|the|these|your|my|of|previous|prior|above|' +
    'other){0,6}(?:instructions?|prompts?|rules|policy|policies|guidelines)|approve(?:this|the|my|' +
    'every|all)(?:product|item|listing|post)|systemprompt|set(?:the|your)?decisionto|youarean?(?:ai|' +
    'assistant)|donotflag|dontflag|(?:markit|markthis|respondwith|returnedas|replywith|' +
    'answerwith)(?:as)?approved|decisionapproved|puuzamaagizo|idhinishabidhaa|' +
    'ignore[zr]?(?:toutes)?(?:les|vos|ces)(?:instructions|consignes|regles)|' +
    'ignor[ae](?:todas)?(?:las|as)(?:instrucciones|instrucoes|reglas|regras)|(?:mark|system)(?:it|' +
    'this|them)?(?:as)?approved?|approuve[zr]?(?:ce|cet|cette)(?:produit|article|annonce)|' +
    'oublie[zr]?(?:les|vos|ces)(?:instructions|consignes)|aprueb[ae]esteproducto|' +
    'aprov[ae]esteproduto|تجاهل(?:كل|جميع)?(?:ال)?(?:تعليمات|اوامر)|وافقعلي(?:هذا)?المنتج',
  'u',
);
