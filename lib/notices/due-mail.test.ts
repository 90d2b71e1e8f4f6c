import { describe, expect, test } from 'vitest';
import { dueMail, type MailState, type PendingNotice } from './due-mail';

const NOW = new Date('2026-11-29T12:00:00Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const HOUR = 60;
const DAY = 24 * HOUR;

const notice = (id: string, minutes: number, kind: PendingNotice['kind'] = 'product_live'): PendingNotice => ({
  ...{ id, kind, createdAt: ago(minutes) },
});
const state = (change: Partial<MailState> = {}): MailState => ({
  now: NOW,
  mailbox: { setAt: ago(3 * DAY), confirmedAt: ago(2 * DAY) },
  pending: [],
  mails: [],
  ...change,
});

describe('before the address is confirmed', () => {
  const mailbox = { setAt: ago(5), confirmedAt: null };

  test('its link is sent once, and nothing else whatever happens', () => {
    const pending = [notice('a', HOUR, 'sync_failed')];
    expect(dueMail(state({ mailbox, pending }))).toEqual({ kind: 'confirm' });
    expect(dueMail(state({ mailbox, pending, mails: [{ kind: 'confirm', createdAt: ago(4) }] }))).toBeNull();
  });

  test('another address is sent its own, three a day at the most', () => {
    const asked = (...minutes: number[]) => minutes.map((ago_) => ({ kind: 'confirm' as const, createdAt: ago(ago_) }));
    expect(dueMail(state({ mailbox, mails: asked(60) }))).toEqual({ kind: 'confirm' });
    expect(dueMail(state({ mailbox, mails: asked(60, 120, 180) }))).toBeNull();
    expect(dueMail(state({ mailbox, mails: asked(60, 120, DAY + 1) }))).toEqual({ kind: 'confirm' });
  });

  test('a link of days ago is not sent again', () => {
    expect(dueMail(state({ mailbox: { setAt: ago(2 * DAY), confirmedAt: null } }))).toBeNull();
  });
});

describe('one mail a day', () => {
  test('waits until things are quiet, so that a sync is one mail', () => {
    expect(dueMail(state())).toBeNull();
    expect(dueMail(state({ pending: [notice('a', 50), notice('b', 5)] }))).toBeNull();
    expect(dueMail(state({ pending: [notice('a', 50), notice('b', 31)] }))).toEqual({
      ...{ kind: 'digest', noticeIds: ['a', 'b'] },
    });
  });

  test('but not for ever', () => {
    expect(dueMail(state({ pending: [notice('a', 7 * HOUR), notice('b', 1)] }))?.kind).toBe('digest');
  });

  test('the next one comes a day later, with all that happened meanwhile', () => {
    const pending = [notice('a', 5 * HOUR), notice('b', HOUR)];
    expect(dueMail(state({ pending, mails: [{ kind: 'digest', createdAt: ago(23 * HOUR) }] }))).toBeNull();
    expect(dueMail(state({ pending, mails: [{ kind: 'digest', createdAt: ago(DAY) }] }))?.kind).toBe('digest');
  });

  test('what happened before the address was confirmed is no news', () => {
    expect(dueMail(state({ pending: [notice('a', 3 * DAY)] }))).toBeNull();
  });
});

describe('what went wrong is told at once', () => {
  const failed = notice('f', 1, 'sync_failed');

  test('with the rest, when no mail went out today', () => {
    expect(dueMail(state({ pending: [failed, notice('a', 2)] }))).toEqual({ kind: 'digest', noticeIds: ['f', 'a'] });
  });

  test('alone, when one did; three a day at the most', () => {
    const digest = { kind: 'digest' as const, createdAt: ago(HOUR) };
    const urgent = { kind: 'urgent' as const, createdAt: ago(30) };
    const pending = [failed, notice('a', 50)];
    expect(dueMail(state({ pending, mails: [digest] }))).toEqual({ kind: 'urgent', noticeIds: ['f'] });
    expect(dueMail(state({ pending, mails: [digest, urgent, urgent] }))?.kind).toBe('urgent');
    expect(dueMail(state({ pending, mails: [digest, urgent, urgent, urgent] }))).toBeNull();
  });
});
