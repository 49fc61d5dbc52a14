/** Endings of file names and host names: a word with one of them is an identifier, any other dot is a slip of the pen. */
export const fileEndings = `txt md csv tsv json xml yaml yml toml ini cfg conf config log lock env html htm css scss sass less js mjs cjs
ts tsx jsx vue py pyc ipynb rb rs java class jar kt go c h cpp hpp cc cs fs php pl pm lua r m mm swift scala sh bash zsh ps1 bat
sql db sqlite bak old tmp temp orig diff patch zip tar gz tgz bz2 xz rar 7z iso img dmg exe dll so a o deb rpm apk ipa msi pdf
doc docx xls xlsx ppt pptx odt rtf tex bib png jpg jpeg gif svg webp bmp tiff ico mp3 mp4 wav flac ogg avi mkv mov wmv webm ttf
woff woff2 pem key crt csr pub service socket mk gradle properties plist proto graphql com org net io dev app ai co uk gov edu
info biz me tv us eu de fr in jp cn local localhost internal example test`;
