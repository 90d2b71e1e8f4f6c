/** Which page or route it was, without whose: what is printed is out of reach when a seller is erased. */
export const pathForLog = (path: string): string => (path.split('?')[0] ?? '').replace(/\d{5,20}(?=\/|$)/g, 'ID');
