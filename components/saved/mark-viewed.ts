/** An early script: only the device knows whether the strip of viewed products will be there. */
export const MARK_VIEWED = `try{if(localStorage.getItem('soko-viewed'))\
document.documentElement.dataset.viewed=''}catch{}`;
