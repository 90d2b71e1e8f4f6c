import { Field, Textarea } from '@/components/ui/field';

interface NoteFieldProps {
  id: string;
  label: string;
  hint?: string;
  value: string;
  onChange(value: string): void;
  most?: number;
}

/** A person's words: for the seller, the moderators or the admins; the label says for whom. */
export function NoteField({ id, label, hint, value, onChange, most = 2000 }: NoteFieldProps) {
  return (
    <Field id={id} label={label} hint={hint}>
      <Textarea
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        // The dialog's form is sent as one does in every message: with Ctrl and Enter.
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
        }}
        aria-describedby={hint ? `${id}-hint` : undefined}
        rows={2}
        maxLength={most}
      />
    </Field>
  );
}
