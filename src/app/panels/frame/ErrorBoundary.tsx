import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Button } from '../../parts/Button';
import { CopyButton } from '../../parts/CopyButton';
import styles from './ErrorBoundary.module.css';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
  /** The way out: goes back to where nothing can be wrong. */
  readonly onStartOver: () => void;
}

interface ErrorBoundaryState {
  readonly report: string | undefined;
}

/** A mistake of ours in drawing something never leaves an empty page. React has this as a class only. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { report: undefined };

  static getDerivedStateFromError(error: unknown): ErrorBoundaryState {
    return { report: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }

  override componentDidCatch(_error: unknown, info: ErrorInfo) {
    this.setState(({ report }) => ({ report: `${report ?? ''}\n${info.componentStack ?? ''}` }));
  }

  override render() {
    const { report } = this.state;
    if (report === undefined) return this.props.children;
    return (
      <main className={styles.screen} role="alert">
        <h1 className={styles.title}>This view could not be drawn</h1>
        <p className={styles.text}>
          That is a mistake in Tierscope, not in the files. They are still here: try again, or start over without them.
        </p>
        <div className={styles.buttons}>
          <Button look="primary" onClick={() => this.setState({ report: undefined })}>
            Try again
          </Button>
          <Button
            onClick={() => {
              this.props.onStartOver();
              this.setState({ report: undefined });
            }}
          >
            Close all files
          </Button>
          <CopyButton text={report} label="Copy report" />
        </div>
        <pre className={styles.report}>{report}</pre>
      </main>
    );
  }
}
