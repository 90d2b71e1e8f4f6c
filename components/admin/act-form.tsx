import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type ComponentProps, type FormEvent, type ReactNode, useState } from 'react';
import { sendJson } from '@/components/api/api-request';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/field';
import { Refusal } from '@/components/ui/refusal';

interface ActFormProps {
  id: string;
  label: string;
  input: Pick<ComponentProps<'input'>, 'maxLength' | 'placeholder' | 'autoComplete' | 'inputMode'>;
  path: string;
  /** What is sent for what was typed. */
  bodyOf: (typed: string) => object;
  isEnough?: (typed: string) => boolean;
  look: 'bad' | 'quiet';
  button: ReactNode;
  /** What comes of it. */
  children: ReactNode;
}

/** One thing to do about a seller that needs something typed first. */
export function ActForm({ id, label, input, path, bodyOf, isEnough = () => true, look, ...rest }: ActFormProps) {
  const router = useRouter();
  const [typed, setTyped] = useState('');
  const act = useMutation({
    mutationFn: () => sendJson('sellerActed', path, bodyOf(typed)),
    onSuccess: () => {
      setTyped('');
      router.refresh();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act.mutate();
  };
  return (
    <form onSubmit={submit} className="flex flex-wrap items-end gap-2 border-t border-line pt-4">
      <Field id={id} label={label} className="min-w-56 flex-1">
        <Input
          {...input}
          id={id}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          className="h-9 text-sm"
        />
      </Field>
      <Button type="submit" look={look} size="sm" className="h-9" disabled={act.isPending || !isEnough(typed)}>
        {rest.button}
      </Button>
      <p className="basis-full text-sm text-ink-soft">{rest.children}</p>
      <Refusal error={act.error} />
    </form>
  );
}
