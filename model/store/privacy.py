"""Where the data are not the user's alone: folders that a cloud service copies, or that go with another program."""

import os
import sys
from pathlib import Path

from platformdirs import user_documents_path

_SERVICES = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "mobile documents": "iCloud",
    "icloud": "iCloud",
    "cloudstorage": "dịch vụ đám mây",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "megasync": "MEGA",
    "pcloud": "pCloud",
    "yandex.disk": "Yandex Disk",
    "synology": "Synology Drive",
}
"""Beginning of a folder's name, in small letters, to the service that copies it."""

_VARIABLES = {"OneDrive": "OneDrive", "OneDriveCommercial": "OneDrive", "OneDriveConsumer": "OneDrive"}
"""Where Windows says which folders are copied, whatever they are called."""


def cloud_of(folder: Path) -> str:
    """The service that copies the folder elsewhere, or nothing."""
    path = folder.absolute().resolve()
    for variable, service in _VARIABLES.items():
        if (place := os.environ.get(variable)) and path.is_relative_to(Path(place).resolve()):
            return service
    for part in path.parts:
        for name, service in _SERVICES.items():
            if part.lower().startswith(name):
                return service
    return ""


def goes_with_python(folder: Path) -> bool:
    """Whether Windows deletes the folder with Python: one from its Store keeps what it writes in AppData apart."""
    if "PythonSoftwareFoundation.Python" not in sys.base_prefix:
        return False
    places = filter(None, map(os.environ.get, ("LOCALAPPDATA", "APPDATA")))
    return any(folder.absolute().is_relative_to(place) for place in places)


def warning(folder: Path, *, is_sealed: bool) -> str:
    """The sentence about a data folder that is synchronised, or that goes with Python; or nothing.

    Of sealed data also about the place of the papers, which are plain: OneDrive takes the documents where it may.
    """
    if goes_with_python(folder):
        return (
            f"Python này cài từ Microsoft Store: gỡ hay đổi nó thì Windows xóa luôn {folder}; hãy `bienban backup` ra "
            "USB, cài lại Python từ python.org rồi `bienban restore`."
        )
    service = cloud_of(folder)
    documents = user_documents_path()
    if not service and is_sealed and (service := cloud_of(documents)):
        return (
            f"Văn bản của dữ liệu đã khóa được ghi không mã hóa vào {documents}, nằm trong {service} nên bị chép lên "
            "mạng: hãy tắt việc chép thư mục ấy, hoặc ghi ra chỗ khác bằng `bienban export -o`."
        )
    if not service:
        return ""
    way = "bản trên mạng đã mã hóa, nhưng " if is_sealed else "nội dung họp đang được chép lên mạng, và "
    return (
        f"Thư mục dữ liệu {folder} nằm trong {service}: {way}việc đồng bộ có thể làm hỏng nhật ký; "
        "hãy chuyển sang thư mục khác bằng `bienban backup` rồi `bienban restore`."
    )
