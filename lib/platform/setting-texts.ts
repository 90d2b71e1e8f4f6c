import { existsSync, readFileSync } from 'node:fs';

export interface SettingText {
  /** The heading that it stands under. */
  group: string;
  /** What it is for; empty where nothing is written. */
  text: string;
}

const HEADING = /^# --- (.+?) -+$/;
const SETTING = /^#?([A-Z][A-Z0-9_]*)=/;

/** What `.env.example` says of each setting: one comment may be about the several settings below it. */
export function settingTexts(example: string): Map<string, SettingText> {
  const texts = new Map<string, SettingText>();
  let group = '';
  let comment: string[] = [];
  let settingBefore = false;
  for (const line of example.split('\n')) {
    const heading = HEADING.exec(line)?.[1];
    const name = SETTING.exec(line)?.[1];
    if (heading !== undefined) {
      group = heading;
      comment = [];
    } else if (name !== undefined) texts.set(name, { group, text: comment.join(' ') });
    else if (line.startsWith('# ')) {
      if (settingBefore) comment = [];
      comment.push(line.slice(2));
    } else comment = [];
    settingBefore = name !== undefined;
  }
  return texts;
}

/** As this checkout has it; nothing where it came without one. */
export function readSettingTexts(file = '.env.example'): Map<string, SettingText> {
  return existsSync(file) ? settingTexts(readFileSync(file, 'utf8')) : new Map();
}
