/** The page in the words of the stories. Everything is found by role and name, as its users find it. */
import type { Download, Locator, Page } from '@playwright/test';
import { expect } from './page';

export interface Question {
  readonly from: string;
  readonly to: string;
  readonly ports?: string;
}

export class TierscopePage {
  readonly answer: Locator;
  readonly outline: Locator;
  readonly connections: Locator;
  readonly status: Locator;
  readonly editor: Locator;

  constructor(readonly page: Page) {
    this.answer = page.getByRole('region', { name: 'Answer', exact: true });
    this.outline = page.getByRole('tree', { name: 'Map outline' });
    this.connections = page.getByRole('table', { name: 'Connections', exact: true });
    this.status = page.getByRole('contentinfo', { name: 'Status' });
    this.editor = page.getByRole('region', { name: 'Files and problems' });
  }

  // --- files ---------------------------------------------------------------------------------------------------------

  async openExample(title: string): Promise<void> {
    await this.page.getByRole('button', { name: new RegExp(`^${title}`) }).click();
    await this.evaluated();
  }

  /** Until the last load has been answered. */
  async evaluated(): Promise<void> {
    await expect(this.status).toContainText(/Evaluated in [\d.]+ m?s/);
  }

  async pasteText(text: string): Promise<void> {
    await this.page.evaluate((pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
    }, text);
  }

  async dropFiles(files: Readonly<Record<string, string>>): Promise<void> {
    await this.page.evaluate((dropped) => {
      const dataTransfer = new DataTransfer();
      for (const [name, text] of Object.entries(dropped)) dataTransfer.items.add(new File([text], name));
      for (const type of ['dragenter', 'dragover', 'drop']) {
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
      }
    }, files);
  }

  async chooseFiles(files: Readonly<Record<string, string>>): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.page.getByRole('button', { name: 'Choose files' }).click();
    const payload = Object.entries(files).map(([name, text]) => ({ name, mimeType: '', buffer: Buffer.from(text) }));
    await (await chooser).setFiles(payload);
  }

  fileNamed(name: string): Locator {
    return this.list('Files').getByRole('button', { name: new RegExp(`^${name}`) });
  }

  // --- questions and answers -----------------------------------------------------------------------------------------

  async ask({ from, to, ports = '' }: Question): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Source' }).fill(from);
    await this.page.getByRole('combobox', { name: 'Destination' }).fill(to);
    await this.page.getByRole('combobox', { name: 'Protocol and port' }).fill(ports);
    await this.page.getByRole('button', { name: 'Ask', exact: true }).click();
  }

  verdict(word: 'Allowed' | 'Denied' | 'Undetermined'): Locator {
    return this.answer.getByRole('heading', { level: 2, name: word });
  }

  /** The walk at one side. */
  trace(direction: 'Egress' | 'Ingress'): Locator {
    return this.answer.getByRole('region', { name: new RegExp(`^${direction} at `) });
  }

  // --- views and lists -----------------------------------------------------------------------------------------------

  async show(view: 'Map' | 'Connections'): Promise<void> {
    await this.page.getByRole('radio', { name: view }).click();
  }

  async openList(name: 'Files' | 'Policies' | 'Endpoints'): Promise<void> {
    await this.page.getByRole('tab', { name }).click();
  }

  list(name: 'Files' | 'Endpoints'): Locator {
    return this.page.getByRole('list', { name, exact: true });
  }

  tier(name: string): Locator {
    return this.page.getByRole('region', { name: `Tier ${name}`, exact: true });
  }

  async command(text: string): Promise<void> {
    const palette = this.page.getByRole('dialog', { name: 'Commands' });
    // A page that has just been opened may not hear keys yet.
    await expect(async () => {
      await this.page.keyboard.press('Control+k');
      await expect(palette.getByRole('combobox')).toBeFocused({ timeout: 500 });
    }).toPass();
    await this.page.keyboard.type(text);
    await expect(palette.getByRole('option').first()).toContainText(text);
    await this.page.keyboard.press('Enter');
  }

  // --- editor --------------------------------------------------------------------------------------------------------

  /** Puts `text` in place of the first `found` in the open file, as by typing. */
  async replaceInEditor(found: string, text: string): Promise<void> {
    await expect(this.editorText).toBeVisible();
    await this.editor.getByRole('textbox').focus();
    await this.page.keyboard.press('Control+f');
    await this.page.keyboard.insertText(found);
    await expect(this.editor.getByText(/^\d+ of \d+$/)).toBeVisible();
    await this.page.keyboard.press('Escape');
    await this.page.keyboard.insertText(text);
  }

  /** Monaco has no role for its surface; this class is its documented one. */
  get editorText(): Locator {
    return this.editor.locator('.monaco-editor .view-lines');
  }

  // --- export --------------------------------------------------------------------------------------------------------

  async exportAs(item: 'Map as PNG' | 'Map as SVG'): Promise<Download> {
    const download = this.page.waitForEvent('download');
    await this.page.getByRole('button', { name: 'Export' }).click();
    await this.page.getByRole('menuitem', { name: item }).click();
    return download;
  }
}
