import { readPhone } from '@/lib/platform/phone';
import { isWholePhone } from '@/lib/platform/phone-plans';

/** As Kenyans write it at home: with the trunk zero, or without it. Other countries' need their code. */
const AT_HOME = /^0?([17]\d{8})$/;
const KENYA = '254';

/** What somebody typed in place of a link, as E.164 digits; null where it is no phone of a length known there. */
export function readTypedPhone(written: string): string | null {
  const digits = written.replace(/\D/g, '');
  const atHome = AT_HOME.exec(digits)?.[1];
  const read = readPhone(atHome === undefined ? digits : KENYA + atHome);
  return read.ok && isWholePhone(read.phone) ? read.phone : null;
}
