import type { Metadata } from 'next';
import { requirePageRole } from '@/app/server/session';
import { listingInForce } from '@/app/wiring/operations';
import { FactList } from '@/components/admin/fact-list';
import { SettingsTable } from '@/components/admin/settings-table';
import { env, isGiven } from '@/lib/platform/env';
import { readSettingTexts } from '@/lib/platform/setting-texts';
import { type SettingInForce, settingsInForce } from '@/lib/platform/settings-in-force';
import { inShort } from './in-short';

export const metadata: Metadata = { title: 'Settings' };

export default async function SettingsPage() {
  await requirePageRole('admin');
  const { space } = await listingInForce();
  const settings = settingsInForce(env(), isGiven);
  const texts = readSettingTexts();
  const groupOf = ({ name }: SettingInForce) => texts.get(name)?.group ?? 'Settings';
  return (
    <div className="mx-auto flex max-w-[100rem] flex-col gap-6">
      <div>
        <h1 className="text-xl font-semibold">Settings in force</h1>
        <p className="mt-1 max-w-prose text-ink-soft">
          As the web process has them since it was started; what <code>npm run up</code> fills in by itself counts as
          set. They are changed in the environment or in <code>.env</code>, and hold after a restart. Passwords and keys
          are never shown.
        </p>
      </div>
      <section aria-labelledby="in-short" className="rounded-xl border border-line bg-surface p-4">
        <h2 id="in-short" className="mb-2 text-base font-semibold">
          What this comes to
        </h2>
        <FactList facts={inShort(env(), space)} />
      </section>
      {[...new Set(settings.map(groupOf))].map((group) => (
        <section key={group} aria-label={group}>
          <h2 className="mb-2 text-base font-semibold">{group}</h2>
          <SettingsTable
            label={group}
            settings={settings
              .filter((setting) => groupOf(setting) === group)
              .map((setting) => ({ ...setting, text: texts.get(setting.name)?.text ?? '' }))}
          />
        </section>
      ))}
    </div>
  );
}
