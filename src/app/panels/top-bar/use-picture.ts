import { useCallback } from 'react';
import type { ImageOptions } from '../../../canvas/mount-canvas';
import { printPorts } from '../../question/read-ports';
import { verdictWord } from '../../../report/words';
import { titleOf } from '../../state/derive';
import { useAppStore } from '../../state/use-app';
import { useCanvas } from '../../state/use-canvas';
import type { Slices } from '../../state/state';

export type PictureKind = 'png' | 'svg' | 'copy';

/** Takes the map as a picture: into a file, or into the clipboard. */
export function usePicture(): (kind: PictureKind) => void {
  const store = useAppStore();
  const canvas = useCanvas();
  return useCallback(
    (kind) => {
      const surface = canvas.get();
      if (surface === undefined) return;
      const { tell } = store.getState();
      const options = captionOf(store.getState(), new Date());
      const name = fileNameOf(store.getState());
      const failed = (error: unknown) => tell(`No picture: ${error instanceof Error ? error.message : String(error)}`);
      if (kind === 'svg') {
        download(new Blob([surface.toSvg(options)], { type: 'image/svg+xml' }), `${name}.svg`);
        return;
      }
      const png = surface.toPng({ ...options, scale: 2 });
      if (kind === 'png') png.then((blob) => download(blob, `${name}.png`), failed);
      // The promise itself is handed over, so that the click still counts as the user's wish.
      else
        navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]).then(() => tell('Image copied.'), failed);
    },
    [store, canvas],
  );
}

/** Title: the answered question, else the files. Below: which files, and when. */
function captionOf({ title, files, answer }: Slices, now: Date): ImageOptions {
  const names = files.map(({ name }) => name);
  const shown = names.length > 9 ? `${names.slice(0, 8).join(', ')} and ${names.length - 8} more` : names.join(', ');
  return {
    title: answer.status === 'answered' ? questionTitle(answer.last) : titleOf(title, files),
    subtitle: `${answer.status === 'answered' ? `${titleOf(title, files)} · ` : ''}${shown} · ${localTime(now)}`,
  };
}

function questionTitle({
  question,
  flow,
  explanation,
}: Extract<Slices['answer'], { status: 'answered' }>['last']): string {
  const ports = flow === undefined ? '' : ` · ${question.ports === '' ? printPorts(flow) : question.ports}`;
  const verdict = explanation === undefined ? '' : `: ${verdictWord(explanation.verdict.verdict).toLowerCase()}`;
  return `${question.from.text} → ${question.to.text}${ports}${verdict}`;
}

const fileNameOf = ({ title, files }: Slices): string =>
  `tierscope-${titleOf(title, files)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')}`.replace(/-$/, '');

function localTime(now: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return `${day} ${two(now.getHours())}:${two(now.getMinutes())}`;
}

function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
