import { requirePageRole } from '@/app/server/session';
import { database } from '@/app/wiring/process';
import { TwoFactorOff } from '@/components/session/two-factor-off';
import { TwoFactorOn } from '@/components/session/two-factor-on';
import { hasTwoFactor } from '@/lib/platform/two-factor';
import { end, setUp } from './actions';

export default async function AccountPage() {
  const user = await requirePageRole('moderator');
  const isOn = await hasTwoFactor(database(), user.id);
  return (
    <div className="mx-auto flex max-w-2xl flex-col gap-6">
      <div>
        <h1 className="text-xl font-semibold">Your account</h1>
        <p className="mt-1 text-ink-soft">
          {user.name}, {user.email}, {user.role}. An admin changes these.
        </p>
      </div>
      <section aria-labelledby="second-factor" className="rounded-xl border border-line bg-surface p-5">
        <h2 id="second-factor" className="font-semibold">
          Authenticator app
        </h2>
        {isOn ? <TwoFactorOn end={end} /> : <TwoFactorOff setUp={setUp} />}
      </section>
    </div>
  );
}
