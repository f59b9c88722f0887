import { useEffect, useState } from 'react';
import { Button } from './Button';

/** Copies `text`, and says whether that worked. */
export function CopyButton({
  text,
  label = 'Copy',
  className,
}: {
  text: string;
  label?: string;
  className?: string | undefined;
}) {
  const [outcome, setOutcome] = useState<'idle' | 'copied' | 'failed'>('idle');

  useEffect(() => {
    if (outcome === 'idle') return undefined;
    const timer = setTimeout(() => setOutcome('idle'), 2000);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setOutcome('copied'),
      () => setOutcome('failed'),
    );
  };
  return (
    <Button className={className} onClick={copy}>
      <span aria-live="polite">{outcome === 'idle' ? label : outcome === 'copied' ? 'Copied' : 'Not copied'}</span>
    </Button>
  );
}
