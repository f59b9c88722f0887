import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button } from '../../parts/Button';
import { cx } from '../../parts/cx';
import styles from './SideDrawer.module.css';

interface SideDrawerProps {
  readonly side: 'left' | 'right';
  readonly label: string;
  readonly children: ReactNode;
  readonly onClose: () => void;
}

/** A side panel over the view, where the window is too narrow to put it beside. */
export function SideDrawer({ side, label, children, onClose }: SideDrawerProps) {
  return (
    <Dialog.Root open modal={false} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Content
          className={cx(styles.drawer, styles[side])}
          aria-describedby={undefined}
          onOpenAutoFocus={(event) => event.preventDefault()}
          onInteractOutside={(event) => event.preventDefault()}
        >
          <Dialog.Title className={styles.title}>{label}</Dialog.Title>
          {children}
          <Dialog.Close asChild>
            <Button square look="quiet" className={styles.close} aria-label={`Close ${label.toLowerCase()}`}>
              <X size={15} aria-hidden />
            </Button>
          </Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
