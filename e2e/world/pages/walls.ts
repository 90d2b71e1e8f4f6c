const shell = (title: string, head: string, body: string): string =>
  `<!DOCTYPE html>\n<html id="facebook" lang="en"><head><meta charset="utf-8" /><title>${title}` +
  `</title>${head}</head><body>${body}</body></html>`;

/** What WhatsApp answers, with 200, for a product that is gone. */
export const pageNotFound = (): string =>
  shell(
    'Page Not Found',
    '<meta property="og:title" content="Page Not Found" /><meta property="og:site_name" content="WhatsApp.com" />',
    '<h1>Page Not Found</h1><p>Sorry, this page isn&#039;t available.</p>',
  );

export const notFound = (): string =>
  shell(
    'Page Not Found',
    '',
    '<h1>Page Not Found</h1><p>The link may be broken, or the page may have been removed.</p>',
  );

export const consentWall = (): string =>
  shell(
    'WhatsApp',
    '<meta name="robots" content="noindex" />',
    '<form action="/consent" method="post"><h1>Allow the use of cookies from WhatsApp on this browser?</h1>' +
      '<button>Only allow essential cookies</button><button>Allow all cookies</button></form>',
  );

export const loginWall = (): string =>
  shell(
    'WhatsApp Web',
    '<meta name="description" content="Log in to WhatsApp Web" />',
    '<h1>Log in to WhatsApp Web</h1><canvas width="264" height="264"></canvas>' +
      '<p>Scan the QR code with your phone to continue.</p>',
  );

export const home = (): string =>
  shell(
    'WhatsApp | Secure and Reliable Free Private Messaging and Calling',
    '<meta property="og:title" content="WhatsApp | Secure and Reliable Free Private Messaging and Calling" />' +
      '<meta property="og:site_name" content="WhatsApp.com" />' +
      '<meta property="og:description" content="Use WhatsApp Messenger to stay in touch with friends and family." />',
    '<h1>Message privately</h1>',
  );

/** "Open the app", and nothing else: no product in the HTML, none asked for. */
export const appInterstitial = (business: string, phone: string): string =>
  shell(
    `${business} | WhatsApp Catalog`,
    `<meta property="og:title" content="${business} on WhatsApp" />` +
      '<meta property="og:description" content="View this business&#039;s catalog on WhatsApp." />',
    `<main><h1>View ${business}&#039;s catalog on WhatsApp</h1>` +
      `<a id="action-button" href="whatsapp://catalog/?jid=${phone}">Open app</a>` +
      '<p>Don&#039;t have WhatsApp yet? <a href="https://www.whatsapp.com/download">Download</a></p></main>',
  );

export const blocked = (): string =>
  shell(
    'Error',
    '',
    '<h1>You&#039;re temporarily blocked</h1><p>It looks like you were misusing this feature by going too fast. ' +
      'You&#039;ve been temporarily blocked from using it.</p>',
  );

/** A page nobody has seen before: things happen, but no link or id of a product is in it. */
export const unknownLayout = (business: string): string => {
  const row = '<div role="row" data-item="opaque"><span>Item</span><span>Available in app</span></div>';
  return shell(
    business,
    `<meta property="og:title" content="${business} on WhatsApp" />`,
    `<div id="mount"><div class="x1"><h1>${business}</h1>` + `<div role="grid">${row.repeat(12)}</div></div></div>`,
  );
};
