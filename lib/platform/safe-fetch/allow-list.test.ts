import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { SokoError } from '@/lib/platform/errors';
import { createAllowList, type FetchPurpose } from './allow-list';

// Only against a reader that is quadratic: hundreds of texts on a machine that is busy take their time.
vi.setConfig({ testTimeout: 60_000 });

const allow = createAllowList({});
const codeOf = (url: string, purpose: FetchPurpose = 'page', list = allow): string => {
  try {
    list.check(url, purpose);
    return 'allowed';
  } catch (error) {
    return error instanceof SokoError ? error.code : 'not a SokoError';
  }
};

describe('allow-list', () => {
  test.each([
    ['https://wa.me/c/254712345678', 'page'],
    ['https://WWW.WhatsApp.com/product/1/254712345678', 'page'],
    ['https://whatsapp.com/catalog/254712345678', 'page'],
    ['https://scontent-nbo1-1.xx.fbcdn.net/v/t45.jpg?oe=1', 'image'],
    ['https://media-nbo1-1.cdn.whatsapp.net/v/t45.jpg', 'image'],
    ['https://lookaside.fbsbx.com/lookaside/x', 'image'],
    ['https://static.whatsapp.net/rsrc.php/a.js', 'browser'],
    ['https://wa.me:443/c/1', 'page'],
  ] as const)('lets %s through as %s', (url, purpose) => expect(codeOf(url, purpose)).toBe('allowed'));

  test.each([
    ['https://wa.me@evil.com/c/1', 'userinfo_not_allowed'],
    ['https://wa.me:x@wa.me/c/1', 'userinfo_not_allowed'],
    ['https://evil.com\\@wa.me/', 'host_not_allowed'],
    ['https://wa.me.evil.com/', 'host_not_allowed'],
    ['https://evil-wa.me/', 'host_not_allowed'],
    ['https://wa.me./', 'host_not_allowed'],
    ['https://wа.me/', 'host_not_allowed'],
    ['https://xn--w-8ga.me/', 'host_not_allowed'],
    ['https://fbcdn.net.evil.com/', 'host_not_allowed'],
    ['https://evilfbcdn.net/', 'host_not_allowed'],
    ['https://127.0.0.1/', 'address_not_allowed'],
    ['https://2130706433/', 'address_not_allowed'],
    ['https://0x7f.1/', 'address_not_allowed'],
    ['https://0177.0.0.1/', 'address_not_allowed'],
    ['https://127.1/', 'address_not_allowed'],
    ['https://①②⑦.0.0.1/', 'address_not_allowed'],
    ['https://[::1]/', 'address_not_allowed'],
    ['https://[::ffff:127.0.0.1]/', 'address_not_allowed'],
    ['https://8.8.8.8/', 'address_not_allowed'],
    ['https://localhost/', 'host_not_allowed'],
    ['http://wa.me/', 'https_required'],
    ['https://wa.me:8443/', 'port_not_allowed'],
    ['file:///etc/passwd', 'scheme_not_allowed'],
    ['data:text/html,x', 'scheme_not_allowed'],
    ['whatsapp://send?phone=1', 'scheme_not_allowed'],
    ['//wa.me/', 'bad_url'],
    ['', 'bad_url'],
  ])('refuses %s', (url, code) => {
    for (const purpose of ['page', 'image', 'browser'] as const) {
      const expected = purpose === 'image' && /^http(s)?:\/\/wa\.me(:8443)?\//.test(url) ? 'host_not_allowed' : code;
      expect(codeOf(url, purpose)).toBe(expected);
    }
  });

  test('keeps pages and pictures apart', () => {
    expect(codeOf('https://x.fbcdn.net/a.jpg', 'page')).toBe('host_not_allowed');
    expect(codeOf('https://wa.me/p/1/2', 'image')).toBe('host_not_allowed');
  });

  test('trusts exactly the host and port that the operator named', () => {
    const list = createAllowList({
      whatsappOrigin: 'http://127.0.0.1:4010',
      extraAllowedHosts: ['LOCALHOST:4011', '[::1]:80'],
    });
    expect(codeOf('http://127.0.0.1:4010/c/1', 'page', list)).toBe('allowed');
    expect(codeOf('http://0x7f000001:4010/c/1', 'page', list)).toBe('allowed');
    expect(codeOf('http://localhost:4011/x.jpg', 'image', list)).toBe('allowed');
    expect(codeOf('http://[0:0:0:0:0:0:0:1]/', 'image', list)).toBe('allowed');
    expect(codeOf('http://127.0.0.1:4011/', 'page', list)).toBe('address_not_allowed');
    expect(codeOf('http://localhost:4010/', 'page', list)).toBe('host_not_allowed');
    expect(codeOf('http://a:b@127.0.0.1:4010/', 'page', list)).toBe('userinfo_not_allowed');
  });

  test('does not loosen the rules for a host of WhatsApp named as the origin', () => {
    const list = createAllowList({ whatsappOrigin: 'https://wa.me' });
    expect(list.check('https://wa.me/c/1', 'page').trusted).toBe(false);
    expect(codeOf('http://wa.me:443/', 'page', list)).toBe('https_required');
  });

  test.each([
    'localhost',
    'http://localhost:80',
    'a b:80',
    'user@host:80',
    ':80',
    'host:',
    'host:80/path',
    'host:99999',
  ])('says what is wrong with the entry %s', (entry) => {
    expect(() => createAllowList({ extraAllowedHosts: [entry] })).toThrow(/EXTRA_ALLOWED_HOSTS/);
  });

  test('never lets through a host that it does not know, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl(),
          fc.string(),
          fc.string().map((text) => `https://${text}`),
        ),
        (text) => {
          const code = codeOf(text);
          if (code !== 'allowed') return;
          expect(['wa.me', 'whatsapp.com', 'www.whatsapp.com', 'api.whatsapp.com', 'web.whatsapp.com']).toContain(
            new URL(text).host,
          );
        },
      ),
    );
  });
});
